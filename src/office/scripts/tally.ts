/** Saves each line of a count at once, without leaving the page; without script the same forms post themselves. */
const list = document.querySelector<HTMLElement>('[data-tally]');

/** Answers that are waited for, and how many were asked for in all. */
let saving = 0;
let saves = 0;
/** The page was taken up again while something was being saved. */
let refreshAfterwards = false;

async function save(form: HTMLFormElement): Promise<void> {
  const id = form.closest('[data-line]')?.id;
  if (id === undefined) return;
  saving++;
  saves++;
  say(id, list?.dataset.saving);
  try {
    const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(textsOf(form)) });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const now = page.getElementById(id);
    if (!now && !page.querySelector('[data-tally]')) throw new Error(`answered ${response.status}`);
    const refused = now?.querySelector('.wrong') ?? page.querySelector('.refusals');
    // Sent twice, the first answer has put another element in the place of the line.
    const line = document.getElementById(id);
    const next = line?.nextElementSibling ?? null;
    if (now) line?.replaceWith(now);
    else line?.remove();
    takeProgress(page);
    (refused ? inputOf(now) : nextToCount(next))?.focus();
  } catch {
    // The form keeps its key: pressing again sends the same count, never a second one.
    say(id, list?.dataset.notSaved);
  } finally {
    saving--;
    if (saving === 0 && refreshAfterwards) void refresh();
  }
}

function say(id: string, words: string | undefined): void {
  const said = document.getElementById(id)?.querySelector('[role="status"]');
  if (said) said.textContent = words ?? '';
}

/**
 * A telephone that is taken up again shows what was counted elsewhere since this page was opened. A number that is being
 * typed here was meant for the line as it stood: its form stays, with the count it follows, so that sending it past
 * another person's is refused and asked about.
 */
async function refresh(): Promise<void> {
  if (document.visibilityState !== 'visible') return;
  refreshAfterwards = saving > 0;
  if (refreshAfterwards) return;
  const before = saves;
  const response = await fetch(location.href).catch(() => undefined);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (!page.querySelector('[data-tally]')) return;
  // What was asked for before a count was saved does not know of it.
  if (saves !== before) return refresh();
  takeProgress(page);
  for (const line of document.querySelectorAll<HTMLElement>('[data-line]')) {
    const now = page.getElementById(line.id);
    if (!now || now.dataset.entry === line.dataset.entry) continue;
    if (inputOf(line)?.value) {
      say(line.id, now.querySelector('[role="status"]')?.textContent?.trim());
      continue;
    }
    const focused = line.contains(document.activeElement);
    line.replaceWith(now);
    if (focused) inputOf(now)?.focus();
  }
}

/** How much is counted, and that the count has ended. */
function takeProgress(page: Document): void {
  for (const part of ['[data-progress]', '[data-ended]']) {
    const [old, now] = [document.querySelector(part), page.querySelector(part)];
    if (old && now) old.replaceWith(now);
    else if (now) list?.before(now);
  }
}

/** Lines that are counted already fold their input away. */
function nextToCount(line: Element | null): HTMLInputElement | null {
  for (let each = line; each; each = each.nextElementSibling) {
    const input = inputOf(each);
    if (input?.checkVisibility()) return input;
  }
  return null;
}

const inputOf = (line: Element | null | undefined): HTMLInputElement | null | undefined =>
  line?.querySelector<HTMLInputElement>('input[name="quantity"]');

const textsOf = (form: HTMLFormElement): [string, string][] =>
  [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));

list?.addEventListener('submit', (event) => {
  if (!(event.target instanceof HTMLFormElement)) return;
  event.preventDefault();
  void save(event.target);
});
if (list) {
  document.addEventListener('visibilitychange', () => void refresh());
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void refresh();
  });
}

export {};
