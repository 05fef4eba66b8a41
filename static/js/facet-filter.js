// A long facet gets a box that narrows the values that stand there as one types. Without this module they are all there,
// in folds; the box of a facet that has yet more leads to a page with all of them.
//
// <details data-facet> … <… data-facet-filter><input></…> … <details data-facet-rest> … <li>

const folded = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

for (const facet of document.querySelectorAll("[data-facet]")) {
  const filter = facet.querySelector("[data-facet-filter]");
  if (!filter) continue;
  const box = filter.querySelector("input");
  const folds = [...facet.querySelectorAll("[data-facet-rest]")];
  const values = [...facet.querySelectorAll("li")];
  const before = folds.map((fold) => fold.open);

  filter.hidden = false;
  box.addEventListener("input", () => {
    const wanted = folded(box.value.trim());
    for (const value of values) value.hidden = !folded(value.textContent).includes(wanted);
    for (const [place, fold] of folds.entries()) {
      fold.hidden = !fold.querySelector("li:not([hidden])");
      fold.open = wanted !== "" || before[place];
    }
  });
}
