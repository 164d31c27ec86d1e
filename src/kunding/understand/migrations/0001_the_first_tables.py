import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journeys', '0001_the_first_tables'),
        ('listen', '0001_the_first_tables'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='CompanyHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('learned_at', models.DateTimeField()),
                ('labels', models.PositiveIntegerField()),
                ('corrections_seen', models.PositiveIntegerField()),
                ('weights', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Discovery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('texts', models.PositiveIntegerField()),
                ('model', models.BinaryField()),
                ('themes', models.JSONField(default=list)),
            ],
            options={
                'verbose_name_plural': 'discoveries',
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('feedback', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='reading', serialize=False, to='listen.feedback')),
                ('language', models.CharField(max_length=3)),
                ('sentiment', models.CharField(choices=[('negative', 'negative'), ('neutral', 'neutral'), ('positive', 'positive')], max_length=8)),
                ('sentiment_probability', models.FloatField()),
                ('sure', models.BooleanField()),
                ('intent', models.CharField(choices=[('complaint', 'complaint'), ('praise', 'praise'), ('idea', 'idea'), ('question', 'question'), ('leaving', 'threat to leave'), ('chasing', 'chasing an answer'), ('none', 'nothing in particular')], max_length=9)),
                ('intent_probability', models.FloatField()),
                ('urgency', models.CharField(choices=[('low', 'low'), ('normal', 'normal'), ('high', 'high')], max_length=6)),
                ('competitor', models.CharField(blank=True, max_length=80)),
                ('touchpoint_probability', models.FloatField(default=0)),
                ('spans', models.CharField(blank=True, max_length=2000)),
                ('reader_version', models.CharField(max_length=40)),
                ('read_at', models.DateTimeField()),
                ('touchpoint', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='readings', to='journeys.touchpoint')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('sentiment_probability__range', (0, 1))), name='understand_sentiment_0_1'), models.CheckConstraint(condition=models.Q(('intent_probability__range', (0, 1))), name='understand_intent_0_1')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=20)),
                ('was', models.CharField(max_length=120)),
                ('now', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='corrections', to=settings.AUTH_USER_MODEL)),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='understand.reading')),
            ],
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=160)),
                ('words', models.JSONField(default=list)),
                ('language', models.CharField(blank=True, max_length=3)),
                ('found_at', models.DateTimeField()),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='understand.theme')),
            ],
        ),
        migrations.CreateModel(
            name='Naming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was', models.CharField(max_length=160)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('theme', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='naming', to='understand.theme')),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('feedback', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='membership', serialize=False, to='listen.feedback')),
                ('confidence', models.FloatField()),
                ('discovery', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='understand.discovery')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='understand.theme')),
            ],
        ),
        migrations.CreateModel(
            name='Hiding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('theme', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='hiding', to='understand.theme')),
            ],
        ),
    ]
