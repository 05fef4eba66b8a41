// The button beside a permanent link copies its whole address. Without this module the button stays hidden and the link
// is there.
//
// <… data-copy-link data-copied="Copied"><button hidden></button><a href="/…"></a></…>

for (const place of navigator.clipboard ? document.querySelectorAll("[data-copy-link]") : []) {
  const button = place.querySelector("button");
  const answer = document.createElement("span");
  answer.setAttribute("role", "status");
  place.append(answer);
  button.hidden = false;

  button.addEventListener("click", async () => {
    const { href } = place.querySelector("a");
    try {
      await navigator.clipboard.writeText(href);
    } catch {
      window.location.assign(href);
      return;
    }
    answer.textContent = place.dataset.copied;
    window.setTimeout(() => { answer.textContent = ""; }, 2500);
  });
}
