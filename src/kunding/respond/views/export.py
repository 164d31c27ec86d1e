"""The list as a file: one row per case, as far as whoever asks may see."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_GET

from kunding.respond.actions.export import export_cases
from kunding.respond.exports import ExportRefused
from kunding.respond.queries.inbox import chosen_cases, wanted
from kunding.respond.queries.sight import sight_of
from kunding.respond.views.doing import me


@require_GET
def export(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Give the cases of the list in the address as a file; names and numbers are masked."""
    at, person = now(), me(request)
    cases = chosen_cases(wanted(request.GET), sight=sight_of(person, at=at), at=at)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"kunding-{localtime(at):%Y-%m-%d}.{ending}"
        try:
            export_cases(cases=cases, path=path, by=person, at=at)
        except ExportRefused as no:
            messages.warning(request, str(no))
            return redirect("respond:cases")
        # The open file outlives its folder: it is sent, then it is gone.
        return FileResponse(
            path.open("rb"), as_attachment=True, filename=path.name, headers={"Cache-Control": "no-store"}
        )
