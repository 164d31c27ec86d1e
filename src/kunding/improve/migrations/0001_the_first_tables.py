import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journeys', '0001_the_first_tables'),
        ('people', '0001_the_first_tables'),
        ('people', '__first__'),
        ('understand', '0001_the_first_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assumptions',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value_per_year', models.DecimalField(decimal_places=2, max_digits=12)),
                ('leaving_excess', models.FloatField()),
                ('leaving_excess_low', models.FloatField()),
                ('leaving_excess_high', models.FloatField()),
                ('handling_cost', models.DecimalField(decimal_places=2, max_digits=8)),
                ('minutes_lost', models.FloatField()),
                ('articulation', models.FloatField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'assumptions',
                'constraints': [models.CheckConstraint(condition=models.Q(('leaving_excess_low__lte', models.F('leaving_excess')), ('leaving_excess__lte', models.F('leaving_excess_high')), ('leaving_excess_low__gte', 0), ('leaving_excess_high__lte', 1)), name='improve_excess_ordered'), models.CheckConstraint(condition=models.Q(('articulation__gt', 0), ('articulation__lte', 1)), name='improve_articulation_share')],
            },
        ),
        migrations.CreateModel(
            name='PainPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
                ('because', models.CharField(max_length=300)),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='pain_points', to=settings.AUTH_USER_MODEL)),
                ('theme', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pain_point', to='understand.theme')),
                ('touchpoint', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='pain_points', to='journeys.touchpoint')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='pain_points', to='people.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Initiative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('started_on', models.DateField()),
                ('shipped_on', models.DateField(blank=True, null=True)),
                ('told', models.CharField(blank=True, db_default='', max_length=500)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='initiatives', to=settings.AUTH_USER_MODEL)),
                ('pain_point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='initiatives', to='improve.painpoint')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('shipped_on__isnull', True), ('shipped_on__gte', models.F('started_on')), _connector='OR'), name='improve_shipped_after')],
            },
        ),
        migrations.CreateModel(
            name='Dismissal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pain_point', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='dismissal', to='improve.painpoint')),
            ],
        ),
        migrations.CreateModel(
            name='Price',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('low', models.FloatField()),
                ('mid', models.FloatField()),
                ('high', models.FloatField()),
                ('badge', models.CharField(choices=[('measured', 'measured'), ('assumed', 'assumed')], max_length=8)),
                ('hours_per_year', models.FloatField()),
                ('feedback', models.PositiveIntegerField()),
                ('customers', models.PositiveIntegerField()),
                ('workings', models.JSONField()),
                ('assumptions', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prices', to='improve.assumptions')),
                ('pain_point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prices', to='improve.painpoint')),
            ],
            options={
                'indexes': [models.Index(fields=['pain_point', '-at'], name='improve_newest_price')],
                'constraints': [models.CheckConstraint(condition=models.Q(('low__lte', models.F('mid')), ('mid__lte', models.F('high'))), name='improve_price_ordered')],
            },
        ),
    ]
