/** Moves the progress bar of a running publish, and shows the page anew once it is over. */
const EVERY_MS = 1000;
const list = document.querySelector<HTMLElement>('[data-runs]');
const bar = list?.querySelector('progress');
const label = list?.querySelector<HTMLElement>('[data-step]');

async function look(address: string): Promise<void> {
  const response = await fetch(address, { headers: { accept: 'application/json' } });
  const { running, step, words } = (await response.json()) as { running: boolean; step: number; words: string };
  if (!running) location.replace(location.pathname);
  if (bar) bar.value = step;
  if (label) label.textContent = words;
}

const address = list?.dataset.runs;
if (address) {
  // The refresh is for pages without script; this moves more smoothly.
  document.querySelector('meta[http-equiv="refresh"]')?.remove();
  setInterval(() => look(address).catch(() => undefined), EVERY_MS);
}
