/** Asks the server for the preview while the form is filled in, and shows what would be booked. */
const PAUSE_MS = 500;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-entry]')) {
  const shown = form.querySelector<HTMLElement>('[data-effect]');
  const address = shown?.dataset.effect;
  if (!shown || !address) continue;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
    const response = await fetch(address, { method: 'POST', body: fields, signal: asked.signal });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const effect = page.querySelector('#effect');
    if (effect) shown.replaceChildren(...effect.childNodes);
  };
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    // A failed or overtaken preview leaves the one before; the button still asks for it openly.
    waiting = setTimeout(() => ask().catch(() => undefined), PAUSE_MS);
  });
}
