from pathlib import Path
from typing import Any

from scrapy.commands.genspider import Command as ScrapyGenspider

import scraper

OURS = Path(scraper.__file__).with_name("templates") / "spiders"
"""Our templates; Scrapy's own stay available beside them, which TEMPLATES_DIR would not allow."""

SITE = "news"
"""The template of a news site: with it comes the folder for its saved pages."""


class Command(ScrapyGenspider):
    """Scrapy's genspider, with a template for a news site: `scrapy genspider -t news NAME URL`."""

    def _find_template(self, template: str) -> Path | None:
        ours = OURS / f"{template.removesuffix('.tmpl')}.tmpl"
        return ours if ours.exists() else super()._find_template(template)

    def _list_templates(self) -> None:
        super()._list_templates()
        print(*(f"  {file.stem}" for file in sorted(OURS.glob("*.tmpl"))), sep="\n")

    def _generate_template_variables(
        self, module: str, name: str, url: str, template_name: str
    ) -> dict[str, Any]:
        """Return Scrapy's variables; the domain of a news site stands without its port."""
        variables = super()._generate_template_variables(module, name, url, template_name)
        return {**variables, "domain": variables["domain"].partition(":")[0]}

    def _genspider(self, module: str, name: str, url: str, template_name: str, template_file: Any) -> Path:  # noqa: ANN401 - Scrapy's own signature
        """Write the spider and, for a news site, its folder of saved pages; say what is missing."""
        file = super()._genspider(module, name, url, template_name, template_file)
        if template_name == SITE:
            assert self.settings is not None
            folder = Path(self.settings["FIXTURES_DIR"]) / name
            folder.mkdir(parents=True, exist_ok=True)
            print(
                f"fixtures belong into:\n  {folder}\n"
                f"`scrapy sites --check {name}` fails until a listing and an article are kept:\n"
                f"  scrapy keep {name} {url} listing\n"
                f"  scrapy keep {name} URL-of-an-article plain"
            )
        return file
