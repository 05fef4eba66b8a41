// The button beside what is to be copied copies it. Without this module the button stays hidden, and the text can be
// selected.
//
// <… data-copy-code data-copied="Copied"><textarea readonly></textarea><button hidden></button></…>

for (const place of navigator.clipboard ? document.querySelectorAll("[data-copy-code]") : []) {
  const button = place.querySelector("button");
  const code = place.querySelector("textarea");
  const answer = document.createElement("span");
  answer.setAttribute("role", "status");
  button.after(answer);
  button.hidden = false;

  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.value);
    } catch {
      code.select();
      return;
    }
    answer.textContent = place.dataset.copied;
    window.setTimeout(() => { answer.textContent = ""; }, 2500);
  });
}
