// A long facet gets a box that narrows its values as one types. Without this module all values are there, in a fold.
//
// <details data-facet> … <label data-facet-filter hidden><input></label> … <details data-facet-rest> … <li>

const folded = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

for (const facet of document.querySelectorAll("[data-facet]")) {
  const label = facet.querySelector("[data-facet-filter]");
  if (!label) continue;
  const box = label.querySelector("input");
  const rest = facet.querySelector("[data-facet-rest]");
  const values = [...facet.querySelectorAll("li")];

  label.hidden = false;
  box.addEventListener("input", () => {
    const wanted = folded(box.value.trim());
    for (const value of values) value.hidden = !folded(value.textContent).includes(wanted);
    rest.open = wanted !== "" || rest.open;
  });
}
