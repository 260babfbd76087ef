/** Says how far the reading of a statement is, and shows the page anew once it stands otherwise. */
const EVERY_MS = 1000;
const box = document.querySelector<HTMLElement>('[data-statement]');
const label = box?.querySelector<HTMLElement>('[data-done]');

async function look(address: string, state: string | undefined): Promise<void> {
  const response = await fetch(address, { headers: { accept: 'application/json' } });
  const now = (await response.json()) as { state: string; words: string };
  if (now.state !== state) location.replace(location.href);
  else if (label) label.textContent = now.words;
}

const address = box?.dataset.statement;
if (address) {
  // The refresh is for pages without script; this moves more smoothly.
  document.querySelector('meta[http-equiv="refresh"]')?.remove();
  setInterval(() => look(address, box?.dataset.state).catch(() => undefined), EVERY_MS);
}

export {};
