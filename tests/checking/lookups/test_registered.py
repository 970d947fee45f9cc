"""Documents by kind and cover: what a document does not name, it covers as a whole."""

from __future__ import annotations

import pytest

from impd.checking.lookups.registered import Covering, registered
from impd.dossier import ClinicalTrialApplication

APPLICATION = ClinicalTrialApplication.model_validate({
    "documents": [
        {"id": "ALL", "kind": "informed_consent"},
        {"id": "NL", "kind": "informed_consent", "member_states": "NL", "readers": "adults"},
        {"id": "GR", "kind": "informed_consent", "member_states": "GR"},
        {"id": "CV", "kind": "investigator_cv", "sites": "APD"},
        {"id": "OPEN"},
    ]
})  # fmt: skip


@pytest.mark.parametrize(
    ("about", "ids"),
    [
        (Covering(), ["ALL", "NL", "GR"]),
        (Covering(member_state="NL"), ["ALL", "NL"]),
        (Covering(member_state="EL"), ["ALL", "GR"]),
        (Covering(member_state="NL", reader="minors"), ["ALL"]),
    ],
)
def test_documents_cover_what_they_name_or_all(about, ids):
    assert [one.id for one in registered(APPLICATION, ("informed_consent",), about)] == ids


def test_a_document_of_one_site_covers_no_other():
    assert registered(APPLICATION, ("investigator_cv",), Covering(site="TRS")) == []
