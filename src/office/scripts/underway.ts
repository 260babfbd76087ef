/**
 * What takes longer than a second says so, with how many are underway and for how long: a form that is sent by fetch until
 * the answer stands on the page, any other until its page is left.
 */
const shown = document.querySelector<HTMLElement>('[data-underway]');
let telling: number | undefined;

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  const way = event.submitter?.getAttribute('formmethod') ?? form.method;
  if (!shown || way !== 'post') return;
  const { one = '', many = '', took = '' } = shown.dataset;
  const [words, seconds] = [document.createElement('span'), document.createElement('span')];
  const count = howMany(form);
  words.textContent = count > 1 ? many.replace('{count}', String(count)) : one;
  // Read out once, and not again each second.
  seconds.ariaHidden = 'true';
  const began = Date.now();
  clearInterval(telling);
  telling = window.setInterval(() => {
    if (form.hasAttribute('data-swap') && swapped()) return stop();
    seconds.textContent = took.replace('{seconds}', String(Math.round((Date.now() - began) / 1000)));
    if (shown.hidden) shown.replaceChildren(words, seconds);
    shown.hidden = false;
  }, 1000);
});

function stop(): void {
  clearInterval(telling);
  if (shown) shown.hidden = true;
}

/** Pages that put the answer in place say as long as they wait for it; others are left. */
const swapped = (): boolean =>
  document.querySelector('[data-voice]') !== null && document.body.dataset.sending === undefined;

/** What is ticked, or stands in a row of its own. */
const howMany = (form: HTMLFormElement): number =>
  [...form.elements].filter(
    (each) =>
      each instanceof HTMLInputElement &&
      (each.type === 'checkbox' ? each.checked && each.name.endsWith('[]') : each.name.endsWith('.line')),
  ).length;
