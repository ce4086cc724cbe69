"use strict";
(() => {
  const table = document.getElementById("rows");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  const text = (row, column) => row.cells[column].textContent;
  // Numbers before words, what is missing last, ties as they were.
  const key = (row, column) => {
    const cell = row.cells[column];
    if (cell.className === "missing") return [2, ""];
    const number = cell.className === "number" ? Number(text(row, column)) : NaN;
    return Number.isNaN(number) ? [1, text(row, column)] : [0, number];
  };
  const compare = (a, b, sign) => {
    if (a[0] !== b[0]) return a[0] - b[0];
    return a[1] < b[1] ? -sign : a[1] > b[1] ? sign : 0;
  };
  const sort = (head, column) => {
    const sign = head.getAttribute("aria-sort") === "descending" ? 1 : -1;
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
    const keyed = rows.map((row, place) => ({ row, place, key: key(row, column) }));
    keyed.sort((a, b) => compare(a.key, b.key, sign) || a.place - b.place);
    body.append(...keyed.map((entry) => entry.row));
  };
  heads.forEach((head, column) => {
    const button = head.querySelector("[role=button]");
    button.addEventListener("click", () => sort(head, column));
    button.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        sort(head, column);
      }
    });
  });
  const filter = document.getElementById("filter");
  const count = document.getElementById("count");
  const all = count.textContent;
  filter.addEventListener("input", () => {
    const wanted = filter.value.toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const holds = !wanted || row.textContent.toLowerCase().includes(wanted);
      row.hidden = !holds;
      shown += holds ? 1 : 0;
    }
    count.textContent = wanted ? `${shown} of ${all}` : all;
  });
})();
