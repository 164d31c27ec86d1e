import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_the_first_tables'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Search',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('customers', models.PositiveIntegerField()),
                ('found', models.PositiveIntegerField()),
                ('up_to', models.PositiveBigIntegerField()),
            ],
            options={
                'verbose_name_plural': 'searches',
            },
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=200, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('what', models.TextField(blank=True)),
                ('channel', models.CharField(choices=[('mail', 'E-mail'), ('phone', 'Phone'), ('letter', 'Letter'), ('app', 'App'), ('chat', 'Chat'), ('social', 'Social web')], max_length=20)),
                ('audience', models.CharField(blank=True, max_length=300)),
                ('segment', models.CharField(blank=True, max_length=60)),
                ('size', models.PositiveIntegerField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('planned_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('planned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='campaigns', to='people.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['starts_on', 'ends_on'], name='customers_campaign_days')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='customers_campaign_ends_after'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='customers_campaign_named'), models.CheckConstraint(condition=models.Q(('channel__in', ['mail', 'phone', 'letter', 'app', 'chat', 'social'])), name='customers_campaign_channel_known')],
            },
        ),
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=200, unique=True)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=60)),
                ('language', models.CharField(blank=True, max_length=5)),
                ('segment', models.CharField(blank=True, max_length=60)),
                ('value_per_year', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ('joined_on', models.DateField(blank=True, null=True)),
                ('left', models.BooleanField(default=False)),
                ('left_on', models.DateField(blank=True, null=True)),
                ('extra', models.JSONField(default=dict)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='merged', to='customers.customer')),
            ],
            options={
                'indexes': [models.Index(fields=['segment'], name='customers_by_segment')],
                'constraints': [models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='customers_not_into_itself'), models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left', True), _connector='OR'), name='customers_left_if_dated')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('survey', 'Surveys'), ('advertising', 'Advertising'), ('told_when_fixed', 'News that what annoyed you is mended')], max_length=20)),
                ('channel', models.CharField(choices=[('mail', 'E-mail'), ('phone', 'Phone'), ('letter', 'Letter'), ('app', 'App'), ('chat', 'Chat'), ('social', 'Social web')], max_length=20)),
                ('at', models.DateTimeField()),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='customers.customer')),
            ],
            options={
                'indexes': [models.Index(fields=['customer', 'at'], name='customers_contacts')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(blank=True, choices=[('survey', 'Surveys'), ('advertising', 'Advertising'), ('told_when_fixed', 'News that what annoyed you is mended')], max_length=20)),
                ('channel', models.CharField(blank=True, choices=[('mail', 'E-mail'), ('phone', 'Phone'), ('letter', 'Letter'), ('app', 'App'), ('chat', 'Chat'), ('social', 'Social web')], max_length=20)),
                ('verdict', models.CharField(choices=[('given', 'agreed'), ('withdrawn', 'taken back'), ('objected', 'objected')], max_length=10)),
                ('ground', models.CharField(blank=True, choices=[('consent', 'The customer’s consent'), ('existing_customer', 'Existing customer, own similar goods (§ 7 (3) UWG)')], max_length=20)),
                ('proof', models.TextField()),
                ('at', models.DateTimeField()),
                ('noted_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='customers.customer')),
            ],
            options={
                'indexes': [models.Index(fields=['customer', 'at'], name='customers_ledger')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['given', 'withdrawn', 'objected'])), name='customers_verdict_known'), models.CheckConstraint(condition=models.Q(models.Q(('ground__in', ['consent', 'existing_customer']), ('purpose__in', ['survey', 'advertising', 'told_when_fixed']), ('verdict', 'given')), models.Q(models.Q(('verdict', 'given'), _negated=True), ('ground', '')), _connector='OR'), name='customers_given_on_a_ground'), models.CheckConstraint(condition=models.Q(('proof', ''), _negated=True), name='customers_consent_with_proof')],
            },
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('value', models.CharField(max_length=254)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identities', to='customers.customer')),
            ],
            options={
                'verbose_name_plural': 'identities',
                'constraints': [models.UniqueConstraint(fields=('kind', 'value'), name='customers_identity_once'), models.CheckConstraint(condition=models.Q(('value', ''), _negated=True), name='customers_identity_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='customers.customer')),
                ('merged', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('merged',), name='customers_merged_once_at_a_time'), models.CheckConstraint(condition=models.Q(('kept', models.F('merged')), _negated=True), name='customers_merge_of_two')],
            },
        ),
        migrations.CreateModel(
            name='Outage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='customers_outage_ends_after')],
            },
        ),
        migrations.CreateModel(
            name='OutboundRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sign_off_from', models.PositiveIntegerField()),
                ('same_audience_days', models.PositiveIntegerField()),
                ('at_once', models.PositiveIntegerField()),
                ('surveys', models.PositiveIntegerField()),
                ('survey_days', models.PositiveIntegerField()),
                ('advertising', models.PositiveIntegerField()),
                ('advertising_days', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.unit')),
            ],
            options={
                'verbose_name_plural': 'outbound rules',
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('approved', 'signed off'), ('refused', 'refused')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_offs', to='customers.campaign')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict', 'approved'), models.Q(('verdict', 'refused'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='customers_refused_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confidence', models.FloatField()),
                ('hints', models.JSONField()),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer')),
            ],
            options={
                'indexes': [models.Index(fields=['-confidence', 'id'], name='customers_likely_first')],
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='customers_suggested_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='customers_suggested_in_order'), models.CheckConstraint(condition=models.Q(('confidence__gt', 0), ('confidence__lte', 1)), name='customers_confidence')],
            },
        ),
        migrations.CreateModel(
            name='ToldApart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer')),
            ],
            options={
                'verbose_name_plural': 'told apart',
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='customers_told_apart_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='customers_told_apart_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='withdrawal', to='customers.campaign')),
            ],
        ),
    ]
