from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = {
    "sqlite": [
        "CREATE VIRTUAL TABLE understand_words USING fts5(text, content='',"
        " tokenize='unicode61 remove_diacritics 2')",
    ],
    "postgresql": [
        "CREATE TABLE understand_words (feedback_id bigint PRIMARY KEY"
        " REFERENCES listen_feedback (id) ON DELETE CASCADE, words tsvector NOT NULL)",
        "CREATE INDEX understand_words_gin ON understand_words USING gin (words)",
    ],
}


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in TABLES[editor.connection.vendor]:
        editor.execute(statement)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP TABLE understand_words")


class Migration(migrations.Migration):
    dependencies = [("understand", "0001_the_first_tables")]
    operations = [migrations.RunPython(make, drop)]
