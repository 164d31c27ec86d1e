import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_the_first_tables'),
        ('journeys', '0001_the_first_tables'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(max_length=20)),
                ('address', models.CharField(blank=True, max_length=500)),
                ('channel', models.CharField(choices=[('mail', 'E-mail'), ('phone', 'Phone'), ('letter', 'Letter'), ('web', 'Web form'), ('app', 'App'), ('social', 'Social web'), ('review', 'Review'), ('survey', 'Survey'), ('chat', 'Chat'), ('shop', 'Shop'), ('note', "Employee's note"), ('file', 'File')], default='file', max_length=20)),
                ('purpose', models.CharField(blank=True, max_length=300)),
                ('legal_basis', models.CharField(blank=True, max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=200)),
                ('said_at', models.DateTimeField()),
                ('arrived_at', models.DateTimeField()),
                ('channel', models.CharField(choices=[('mail', 'E-mail'), ('phone', 'Phone'), ('letter', 'Letter'), ('web', 'Web form'), ('app', 'App'), ('social', 'Social web'), ('review', 'Review'), ('survey', 'Survey'), ('chat', 'Chat'), ('shop', 'Shop'), ('note', "Employee's note"), ('file', 'File')], max_length=20)),
                ('subject', models.CharField(blank=True, max_length=500)),
                ('text', models.TextField(blank=True)),
                ('rating', models.FloatField(blank=True, null=True)),
                ('recommend', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('effort', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('author', models.CharField(blank=True, max_length=254)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('extra', models.JSONField(default=dict)),
                ('answers_to', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='said_again', to='listen.feedback')),
                ('customer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='feedback', to='customers.customer')),
                ('touchpoint', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='feedback', to='journeys.touchpoint')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='listen.source')),
            ],
            options={
                'verbose_name_plural': 'feedback',
                'indexes': [models.Index(fields=['said_at'], name='listen_feedback_by_time'), models.Index(condition=models.Q(('answers_to__isnull', False)), fields=['answers_to'], name='listen_said_again')],
                'constraints': [models.UniqueConstraint(fields=('source', 'reference'), name='listen_feedback_once'), models.CheckConstraint(condition=models.Q(('rating__isnull', True), ('rating__range', (0, 1)), _connector='OR'), name='listen_rating_0_1'), models.CheckConstraint(condition=models.Q(('recommend__isnull', True), ('recommend__range', (0, 10)), _connector='OR'), name='listen_recommend_0_10'), models.CheckConstraint(condition=models.Q(('effort__isnull', True), ('effort__range', (1, 7)), _connector='OR'), name='listen_effort_1_7')],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=500, unique=True)),
                ('sender', models.CharField(blank=True, max_length=254)),
                ('sender_name', models.CharField(blank=True, max_length=200)),
                ('recipients', models.JSONField(default=list)),
                ('references', models.JSONField(default=list)),
                ('subject', models.CharField(blank=True, max_length=500)),
                ('text', models.TextField(blank=True)),
                ('quoted', models.TextField(blank=True)),
                ('kind', models.CharField(choices=[('new', 'New'), ('reply', 'Reply'), ('automatic', 'Automatic mail'), ('bounce', 'Delivery report'), ('spam', 'Spam')], max_length=20)),
                ('encrypted', models.CharField(blank=True, max_length=10)),
                ('signed', models.CharField(blank=True, max_length=10)),
                ('bounced', models.JSONField(blank=True, null=True)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('size', models.PositiveIntegerField()),
                ('said_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('sorted_at', models.DateTimeField(blank=True, null=True)),
                ('feedback', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mail', to='listen.feedback')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='listen.source')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('sorted_at__isnull', True)), fields=['id'], name='listen_unsorted_mails')],
                'constraints': [models.CheckConstraint(condition=models.Q(('feedback__isnull', True), ('sorted_at__isnull', False), _connector='OR'), name='listen_heard_mail_is_sorted')],
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('fingerprint', models.CharField(max_length=80)),
                ('received', models.PositiveBigIntegerField(default=0)),
                ('stored', models.PositiveBigIntegerField(default=0)),
                ('duplicate', models.PositiveBigIntegerField(default=0)),
                ('rejected', models.PositiveBigIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intakes', to='listen.source')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('received', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('stored'), '+', models.F('duplicate')), '+', models.F('rejected')))), name='listen_intake_adds_up')],
            },
        ),
        migrations.CreateModel(
            name='Quarantine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('size', models.PositiveBigIntegerField()),
                ('reason', models.CharField(choices=[('unreadable', 'The mail could not be read.'), ('too_large', 'The mail is too large.'), ('too_deep', 'The mail has too many parts within parts.'), ('headers', 'The mail has too many headers.'), ('other_words', 'Under this mail’s number something else was said already.'), ('spam', 'Your mail server says that this is spam.'), ('stranger', 'Somebody answered in a conversation to which he or she does not belong.'), ('colleague', 'One of us wrote to a customer’s address for replies: answer on the page of the case.')], max_length=20)),
                ('detail', models.CharField(blank=True, max_length=300)),
                ('sender', models.CharField(blank=True, max_length=254)),
                ('subject', models.CharField(blank=True, max_length=500)),
                ('joins', models.BooleanField(db_default=False, default=False)),
                ('at', models.DateTimeField()),
                ('tried_at', models.DateTimeField(blank=True, null=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('conversation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='strangers', to='listen.feedback')),
                ('mail', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='quarantine', to='listen.mail')),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quarantine', to='listen.source')),
            ],
            options={
                'verbose_name_plural': 'quarantine',
                'indexes': [models.Index(condition=models.Q(('released_at__isnull', True)), fields=['at'], name='listen_open_quarantine')],
                'constraints': [models.CheckConstraint(condition=models.Q(('joins', False), ('released_at__isnull', False), _connector='OR'), name='listen_joins_once_released')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('name', models.CharField(max_length=220)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('inline', models.BooleanField(default=False)),
                ('content_id', models.CharField(blank=True, max_length=200)),
                ('feedback', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='listen.feedback')),
                ('mail', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='listen.mail')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mail', 'position'), name='listen_attachment_once'), models.CheckConstraint(condition=models.Q(('mail__isnull', False), ('feedback__isnull', False), _connector='OR'), name='listen_attachment_belongs')],
            },
        ),
        migrations.CreateModel(
            name='Mailbox',
            fields=[
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='mailbox', serialize=False, to='listen.source')),
                ('looked_at', models.DateTimeField(blank=True, null=True)),
                ('next_look_at', models.DateTimeField()),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('failing_since', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, choices=[('missing', 'The folder is not there.'), ('unreadable', 'The folder cannot be read.'), ('read_only', 'Mails cannot be moved away or deleted there; Kunding needs the right to do so.'), ('password_missing', 'The password is missing.'), ('login_refused', 'The server refuses the login: user or password is wrong.'), ('forbidden', 'The server is in a private network to which Kunding does not connect.'), ('not_trusted', 'The server’s certificate is not trusted.'), ('unreachable', 'The server does not answer.'), ('broken', 'The server’s answer was not understood.'), ('wrong_address', 'The address is no mailbox.')], max_length=20)),
                ('failure_detail', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name_plural': 'mailboxes',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('failing_since__isnull', True), ('failure', ''), ('failures', 0)), models.Q(('failing_since__isnull', False), ('failures__gt', 0), models.Q(('failure', ''), _negated=True)), _connector='OR'), name='listen_mailbox_fails_for_a_reason')],
            },
        ),
    ]
