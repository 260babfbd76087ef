import { daysSince } from '#site/shanghai-day.ts';

/**
 * Says how old the data of the page is, which a static page cannot know. Attributes: `data-cutoff` (UTC), and the words
 * `data-today` and `data-since`, in which # stands for the number of days.
 */
class DataAge extends HTMLElement {
  connectedCallback(): void {
    const { cutoff = '', today = '', since = '' } = this.dataset;
    const days = daysSince(cutoff, new Date().toISOString());
    if (days >= 0) this.textContent = days === 0 ? today : since.replace('#', days.toString());
  }
}

customElements.define('data-age', DataAge);
