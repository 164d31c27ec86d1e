import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_the_first_tables'),
        ('journeys', '0001_the_first_tables'),
        ('listen', '0001_the_first_tables'),
        ('people', '0001_the_first_tables'),
        ('people', '__first__'),
        ('understand', '0001_the_first_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Triage',
            fields=[
                ('reading', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='triage', serialize=False, to='understand.reading')),
                ('outcome', models.CharField(choices=[('case', 'a case was opened'), ('joined', 'it belongs to a case that was there'), ('nothing_owed', 'nobody waits for an answer'), ('answered', 'it was answered before it came to us')], max_length=12)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'triage',
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(choices=[('complaint', 'Complaint'), ('detractor', 'Detractor'), ('leaving', 'Threat to leave'), ('chasing', 'Chasing an answer'), ('request', 'Request')], max_length=9)),
                ('state', models.CharField(choices=[('received', 'received'), ('acknowledged', 'acknowledged'), ('assessed', 'assessed'), ('in_work', 'in work'), ('decided', 'decided'), ('told', 'told'), ('closed', 'closed'), ('reopened', 'reopened')], default='received', max_length=12)),
                ('round', models.PositiveSmallIntegerField(db_default=1, default=1)),
                ('opened_at', models.DateTimeField()),
                ('registered_at', models.DateTimeField()),
                ('acknowledge_by', models.DateTimeField()),
                ('answer_by', models.DateTimeField()),
                ('close_by', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('next_step', models.CharField(max_length=300)),
                ('touched_at', models.DateTimeField()),
                ('escalate_at', models.DateTimeField(null=True)),
                ('rung', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('customer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cases', to='customers.customer')),
                ('feedback', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case', to='listen.feedback')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to=settings.AUTH_USER_MODEL)),
                ('touchpoint', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cases', to='journeys.touchpoint')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='people.unit')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['due_at'], name='respond_open_by_due'), models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['unit', 'due_at'], name='respond_open_by_unit'), models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['owner', 'due_at'], name='respond_open_by_owner'), models.Index(condition=models.Q(('state', 'closed'), _negated=True), fields=['touched_at'], name='respond_open_by_touch'), models.Index(condition=models.Q(('state', 'received')), fields=['registered_at'], name='respond_to_acknowledge'), models.Index(condition=models.Q(models.Q(('state', 'closed'), _negated=True), ('escalate_at__isnull', False)), fields=['escalate_at'], name='respond_to_escalate')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('next_step', ''), _negated=True), ('state', 'closed'), _connector='OR'), name='respond_next_step'), models.CheckConstraint(condition=models.Q(('due_at__gte', models.F('opened_at'))), name='respond_due_after_opened'), models.CheckConstraint(condition=models.Q(('escalate_at__isnull', True), ('escalate_at__gte', models.F('due_at')), _connector='OR'), name='respond_late_when_due'), models.CheckConstraint(condition=models.Q(('state__in', ['received', 'acknowledged', 'assessed', 'in_work', 'decided', 'told', 'closed', 'reopened'])), name='respond_state_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['complaint', 'detractor', 'leaving', 'chasing', 'request'])), name='respond_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('at', models.DateTimeField()),
                ('channel', models.CharField(blank=True, choices=[('mail', 'E-mail'), ('phone', 'Phone'), ('letter', 'Letter'), ('web', 'Web form'), ('app', 'App'), ('social', 'Social web'), ('review', 'Review'), ('survey', 'Survey'), ('chat', 'Chat'), ('shop', 'Shop'), ('note', "Employee's note"), ('file', 'File')], max_length=20)),
                ('text', models.TextField()),
                ('decides', models.BooleanField(default=False)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='respond.case')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'indexes': [models.Index(fields=['case', 'at'], name='respond_answers_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('unreachable_because', models.CharField(blank=True, max_length=300)),
                ('nothing_owed', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='respond.answer')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closures', to='respond.case')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__isnull', False), models.Q(('unreachable_because', ''), _negated=True), ('nothing_owed', True), _connector='OR'), name='respond_told_before_closed'), models.UniqueConstraint(fields=('case', 'round'), name='respond_closed_once_a_round')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('outcome', models.CharField(choices=[('granted', 'granted'), ('partly', 'granted in part'), ('declined', 'declined'), ('explained', 'explained')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('recourse', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='respond.case')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['granted', 'partly', 'declined', 'explained'])), name='respond_outcome_known'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'declined'), _negated=True), models.Q(('recourse', ''), _negated=True), _connector='OR'), name='respond_no_names_the_recourse')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='respond.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'by'), name='respond_one_draft_each')],
            },
        ),
        migrations.CreateModel(
            name='Enclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enclosures', to='respond.answer')),
            ],
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('rung', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='respond.case')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'due_at', 'rung'), name='respond_each_rung_once'), models.UniqueConstraint(fields=('case', 'due_at', 'to'), name='respond_each_person_once')],
            },
        ),
        migrations.CreateModel(
            name='Goodwill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=10)),
                ('what', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('asked', 'waits for the lead'), ('granted', 'given'), ('refused', 'refused')], max_length=8)),
                ('at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_because', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goodwill', to='respond.case')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goodwill', to='people.unit')),
            ],
            options={
                'verbose_name_plural': 'goodwill',
                'indexes': [models.Index(fields=['unit', 'decided_at'], name='respond_goodwill_by_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='respond_goodwill_is_something'), models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'granted', 'refused'])), name='respond_goodwill_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='respond_goodwill_decided_when')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('answer_by', models.DateTimeField()),
                ('outcome', models.CharField(choices=[('offered', 'offered'), ('accepted', 'accepted'), ('refused', 'refused'), ('withdrawn', 'withdrawn'), ('lapsed', 'not answered in time')], default='offered', max_length=10)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_because', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='respond.case')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given', to='people.unit')),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received', to='people.unit')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('outcome', 'offered')), fields=['answer_by'], name='respond_open_offers')],
                'constraints': [models.CheckConstraint(condition=models.Q(('giver', models.F('receiver')), _negated=True), name='respond_handover_between_two'), models.CheckConstraint(condition=models.Q(('outcome__in', ['offered', 'accepted', 'refused', 'withdrawn', 'lapsed'])), name='respond_handover_known'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'offered'), ('settled_at__isnull', True)), models.Q(models.Q(('outcome', 'offered'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='respond_handover_settled_when'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'refused'), _negated=True), models.Q(('settled_because', ''), _negated=True), _connector='OR'), name='respond_refused_because'), models.UniqueConstraint(condition=models.Q(('outcome', 'offered')), fields=('case',), name='respond_one_offer_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Label',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='respond.label')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('parent', 'name'), name='respond_label_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='respond_label_tree')],
            },
        ),
        migrations.CreateModel(
            name='CaseLabel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labels', to='respond.case')),
                ('label', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='respond.label')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'label'), name='respond_labelled_once')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('text', models.TextField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='respond.case')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to=settings.AUTH_USER_MODEL)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='respond.note')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('note', 'person'), name='respond_mentioned_once')],
            },
        ),
        migrations.CreateModel(
            name='Outgoing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('answer', 'answer of a person'), ('acknowledgement', 'automatic acknowledgement'), ('escalation', 'a case is late'), ('mention', 'asked by name'), ('ask_for_verdict', 'question whether it is solved'), ('fixed', 'the cause is gone')], max_length=16)),
                ('to', models.CharField(max_length=254)),
                ('subject', models.CharField(max_length=500)),
                ('text', models.TextField()),
                ('language', models.CharField(default='de', max_length=5)),
                ('message_id', models.CharField(max_length=250, unique=True)),
                ('reply_to', models.CharField(blank=True, max_length=254)),
                ('in_reply_to', models.CharField(blank=True, max_length=998)),
                ('written_at', models.DateTimeField()),
                ('try_at', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(null=True)),
                ('trouble', models.CharField(blank=True, max_length=500)),
                ('bounced_at', models.DateTimeField(null=True)),
                ('bounced_because', models.CharField(blank=True, max_length=500)),
                ('answer', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='outgoing', to='respond.answer')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='outgoing', to='respond.case')),
            ],
            options={
                'verbose_name_plural': 'outgoing',
                'indexes': [models.Index(condition=models.Q(('try_at__isnull', False)), fields=['try_at'], name='respond_to_send'), models.Index(fields=['to', 'purpose', 'written_at'], name='respond_sent_to_whom')],
                'constraints': [models.CheckConstraint(condition=models.Q(('to', ''), _negated=True), name='respond_outgoing_has_address'), models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('try_at__isnull', True), _connector='OR'), name='respond_sent_is_not_tried_again')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('writes', models.BooleanField(default=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='respond.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'person'), name='respond_present_once')],
            },
        ),
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('because', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reopenings', to='respond.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'round'), name='respond_reopened_once_a_round')],
            },
        ),
        migrations.CreateModel(
            name='ReplyTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('language', models.CharField(default='de', max_length=5)),
                ('kind', models.CharField(blank=True, choices=[('complaint', 'Complaint'), ('detractor', 'Detractor'), ('leaving', 'Threat to leave'), ('chasing', 'Chasing an answer'), ('request', 'Request')], max_length=9)),
                ('text', models.TextField()),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('name', 'language'), name='respond_template_once')],
            },
        ),
        migrations.CreateModel(
            name='Rung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(unique=True)),
                ('after_minutes', models.PositiveIntegerField()),
                ('station', models.CharField(choices=[('owner', "the case's owner"), ('lead', 'the lead of the unit'), ('cco', 'the Chief Customer Officer'), ('person', 'a person by name')], max_length=6)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.CheckConstraint(condition=models.Q(('station__in', ['owner', 'lead', 'cco', 'person'])), name='respond_station_known'), models.CheckConstraint(condition=models.Q(models.Q(('station', 'person'), _negated=True), ('person__isnull', False), _connector='OR'), name='respond_rung_named')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('query', models.CharField(max_length=1000)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('person', 'name'), name='respond_view_once')],
            },
        ),
        migrations.CreateModel(
            name='ServiceLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('complaint', 'Complaint'), ('detractor', 'Detractor'), ('leaving', 'Threat to leave'), ('chasing', 'Chasing an answer'), ('request', 'Request')], max_length=9)),
                ('channel', models.CharField(blank=True, choices=[('mail', 'E-mail'), ('phone', 'Phone'), ('letter', 'Letter'), ('web', 'Web form'), ('app', 'App'), ('social', 'Social web'), ('review', 'Review'), ('survey', 'Survey'), ('chat', 'Chat'), ('shop', 'Shop'), ('note', "Employee's note"), ('file', 'File')], max_length=20)),
                ('segment', models.CharField(blank=True, max_length=60)),
                ('acknowledge_minutes', models.PositiveIntegerField(default=60)),
                ('answer_minutes', models.PositiveIntegerField(default=360)),
                ('by_the_clock', models.BooleanField(default=False)),
                ('close_days', models.PositiveSmallIntegerField(default=5)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'channel', 'segment'), name='respond_one_level_for_each'), models.CheckConstraint(condition=models.Q(('acknowledge_minutes__gt', 0)), name='respond_acknowledge_takes_time'), models.CheckConstraint(condition=models.Q(('answer_minutes__gt', 0)), name='respond_answer_takes_time'), models.CheckConstraint(condition=models.Q(('close_days__range', (1, 250))), name='respond_close_within_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=300)),
                ('due_at', models.DateTimeField()),
                ('asked_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('result', models.TextField(blank=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='respond.case')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='people.unit')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['unit', 'due_at'], name='respond_open_tasks')],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('solved', models.CharField(choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], max_length=6)),
                ('effort', models.PositiveSmallIntegerField(null=True)),
                ('mood', models.PositiveSmallIntegerField(null=True)),
                ('why', models.TextField(blank=True)),
                ('language', models.CharField(blank=True, max_length=5)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='respond.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'round'), name='respond_one_verdict_a_round'), models.CheckConstraint(condition=models.Q(('solved__in', ['yes', 'partly', 'no'])), name='respond_solved_known'), models.CheckConstraint(condition=models.Q(('effort__isnull', True), ('effort__range', (1, 7)), _connector='OR'), name='respond_effort_1_7'), models.CheckConstraint(condition=models.Q(('mood__isnull', True), ('mood__range', (1, 5)), _connector='OR'), name='respond_mood_1_5')],
            },
        ),
        migrations.CreateModel(
            name='Allowance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('employee', 'Employee'), ('lead', 'Team lead'), ('process_owner', 'Process owner'), ('analyst', 'Analyst'), ('hr', 'Human resources'), ('works_council', 'Works council'), ('cco', 'Chief Customer Officer'), ('administrator', 'Administrator')], max_length=20)),
                ('per_case', models.DecimalField(decimal_places=2, max_digits=10)),
                ('per_month', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='allowances', to='people.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('role', 'unit'), name='respond_allowance_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('per_case__gte', 0)), name='respond_allowance_not_negative')],
            },
        ),
    ]
