/** Unfolds the consent of a gift's form as soon as what was chosen needs it. What was typed is never folded away. */
import { DISPLAYS, DONOR_KINDS, needsConsent } from '#intake/donor.ts';

const consent = document.querySelector<HTMLDetailsElement>('#consent');
const form = consent?.closest('form');

form?.addEventListener('change', () => {
  const chosen = new FormData(form);
  const kind = DONOR_KINDS.find((one) => one === chosen.get('donorKind'));
  const display = DISPLAYS.find((one) => one === chosen.get('display'));
  if (needsConsent(kind, display)) consent?.setAttribute('open', '');
});
