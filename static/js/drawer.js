// On a phone, a choice made in the open drawer of filters leads back to its facet there, so that one can go on choosing
// until the drawer's last link shows the results. Without this module every choice leads to the results.
//
// <section id="filters"> … <details id="facet-…"> … <a>

const drawer = document.getElementById("filters");

drawer.addEventListener("click", ({ target }) => {
  const link = target.closest("details a");
  if (link && drawer.matches(":is(:target, :has(:target))")) link.hash = target.closest("[id]").id;
});
