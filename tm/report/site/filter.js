// Show only the rows that have all words of the field; the table is whole without this.
for (const field of document.querySelectorAll("input[data-table]")) {
  const rows = [...document.querySelectorAll(`#${field.dataset.table} tbody tr`)];
  const said = document.getElementById(`${field.dataset.table}-count`);
  field.closest("form").hidden = false;
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    said.textContent = `${shown} of ${rows.length}`;
  });
  field.form.addEventListener("submit", (event) => event.preventDefault());
}
