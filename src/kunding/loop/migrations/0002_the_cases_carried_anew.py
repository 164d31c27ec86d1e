"""Tables of cases and handovers have more columns: the lake is owed all their months anew."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_how_far_cases_came(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Without a mark the loop carries every month."""
    apps.get_model("loop", "LakeMark").objects.filter(what="cases").delete()


class Migration(migrations.Migration):
    """Moves nothing in the database itself."""

    dependencies = [("loop", "0001_the_first_tables")]
    operations = [migrations.RunPython(forget_how_far_cases_came, migrations.RunPython.noop)]
