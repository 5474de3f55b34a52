"""The last judgement: a draft becomes an article, or is refused with its reason."""

from pydantic import ValidationError

from pipelines.canonical import article_id
from pipelines.fingerprint import fingerprint
from schemas import Article, Draft, Evidence, FieldError, Page, Reason, Rejected, Rejection, Restored, Rules
from schemas.rules import Field

_MISSING: dict[Field, Reason] = {"title": Reason.NO_TITLE, "date": Reason.NO_DATE, "body": Reason.NO_BODY}


def validate(page: Page, rules: Rules, draft: Draft, body: str, restored: Restored) -> Article:
    """Return the article; raise Rejected where a required field is missing or a value does not hold."""
    values = {
        "title": draft.title,
        "date": draft.date,
        "source": draft.source,
        "editor": draft.editor,
        "author": draft.author,
        "body": draft.body if body else None,
    }
    names = dict.fromkeys((*_MISSING, *rules.requires))
    if draft.title is None and values["body"] is None:
        names = {"body": None, **names}  # a page without both has a heading perhaps, but no text
    for name in names:
        if values[name] is None:
            raise Rejected(_MISSING.get(name, Reason.MISSING_FIELD), f"the page prints no {name}")
    try:
        article = Article.model_validate(
            {
                "id": article_id(page.url),
                "url": page.url,
                "requested_url": page.requested_url if page.requested_url != page.url else None,
                "site": page.site,
                "site_name": page.site_name or draft.site_name,
                "region": page.region,
                "section": draft.section,
                "title": draft.title and draft.title.value,
                "date": draft.date and draft.date.value,
                "date_precision": draft.date and draft.date.precision,
                "date_raw": draft.date and draft.date.raw,
                "source": draft.source and draft.source.value,
                "editor": draft.editor and draft.editor.value,
                "author": draft.author and draft.author.value,
                "body": body,
                "images": draft.images,
                "language": draft.language,
                "fetched_at": page.fetched_at,
                "fingerprint": fingerprint(body),
                "restored": restored.joined(draft.restored),
                "evidence": Evidence(
                    **{name: value.rule if value else "none" for name, value in values.items()}
                ),
            }
        )
    except ValidationError as error:
        raise Rejected(Reason.INVALID, "the record does not validate", _field_errors(error)) from None
    return article.naming(draft.canonical, draft.place)


def _field_errors(error: ValidationError) -> tuple[FieldError, ...]:
    return tuple(
        FieldError(field=".".join(str(part) for part in one["loc"]), error=one["msg"])
        for one in error.errors(include_url=False, include_context=False, include_input=False)
    )


def reject(page: Page, refusal: Rejected) -> Rejection:
    """Return the record of a refused page."""
    return Rejection(
        id=article_id(page.url),
        url=page.url,
        requested_url=page.requested_url if page.requested_url != page.url else None,
        site=page.site,
        reason=refusal.reason,
        detail=refusal.detail,
        errors=refusal.errors,
        fetched_at=page.fetched_at,
        archive=page.archive,
    )
