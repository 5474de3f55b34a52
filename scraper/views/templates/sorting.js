"use strict";
// Each column of a table can be sorted by its heading; what has no value stays last.
const order = new Intl.Collator("zh", { numeric: true });
const valueOf = (row, column) => {
  const cell = row.cells[column];
  return cell.dataset.v ?? cell.textContent.trim();
};
const compare = (one, other, sign) => {
  if (one === "" || other === "") return (one === "") - (other === "");
  const [a, b] = [Number(one), Number(other)];
  return sign * (Number.isNaN(a) || Number.isNaN(b) ? order.compare(one, other) : a - b);
};
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const falls = head.classList.contains("number") ? "ascending" : "descending";
      const sorted = head.getAttribute("aria-sort");
      const descending = sorted ? sorted === "ascending" : falls === "ascending";
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => compare(valueOf(a, column), valueOf(b, column), descending ? -1 : 1));
      table.tBodies[0].append(...rows);
    });
  });
}
