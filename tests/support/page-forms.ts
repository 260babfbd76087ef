import type { Page } from 'playwright-core';

export interface FormField {
  name: string;
  value: string;
  /** What a select offers. */
  options: string[];
  file: boolean;
}

export interface PageForm {
  /** Address it is sent to by each of its buttons. */
  targets: string[];
  fields: FormField[];
  multipart: boolean;
}

/** Links, where GET forms lead, and POST forms of an HTML page, read by a browser's own parser. */
export function readPage(parser: Page, html: string): Promise<{ links: string[]; forms: PageForm[] }> {
  return parser.evaluate((text) => {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const links = [...page.querySelectorAll('a[href], form[method="get"][action]')].map(
      (link) => link.getAttribute('href') ?? link.getAttribute('action') ?? '',
    );
    const forms = [...page.querySelectorAll('form')]
      .filter((form) => form.getAttribute('method') === 'post')
      .map((form) => ({
        targets: [
          form.getAttribute('action') ?? '',
          ...[...form.querySelectorAll('[formaction]')].map((button) => button.getAttribute('formaction') ?? ''),
        ].filter((target) => target !== ''),
        fields: [...form.querySelectorAll('input[name], select[name], textarea[name]')].map((input) => ({
          name: input.getAttribute('name') ?? '',
          value: (input as HTMLInputElement).value,
          options: [...input.querySelectorAll('option')].map((option) => option.value),
          file: input.getAttribute('type') === 'file',
        })),
        multipart: form.getAttribute('enctype') === 'multipart/form-data',
      }));
    return { links, forms };
  }, html);
}
