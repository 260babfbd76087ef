import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const HOUSE = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** Path from the project's folder. */
  from: string;
  /** Path from the project's folder, or the bare name of a package. */
  to: string;
  /** Vanishes when types are stripped. */
  typeOnly: boolean;
}

const { imports: folders } = JSON.parse(readFileSync(join(HOUSE, 'package.json'), 'utf8')) as {
  imports: Record<string, string>;
};

const STATEMENT = /(?:^|\n|;)\s*(?:import|export)\s+(type\s+)?(?:[\w*\s{},$]+?\s+from\s+)?['"]([^'"\n]+)['"]/g;
const CALL = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)(\.\w)?/g;

/** Every import of our source, static and dynamic, in TypeScript and in Astro's frontmatter and scripts. */
export function importsOfSource(): Import[] {
  return globSync('src/**/*.{ts,astro}', { cwd: HOUSE }).flatMap((from) =>
    importsIn(from, readFileSync(join(HOUSE, from), 'utf8')),
  );
}

export function importsIn(from: string, text: string): Import[] {
  const statements = [...text.matchAll(STATEMENT)].map(([, type, to = '']) => ({ to, typeOnly: type !== undefined }));
  // `import('…').Name` in a type is no import at run time.
  const calls = [...text.matchAll(CALL)].map(([, to = '', member]) => ({ to, typeOnly: member !== undefined }));
  return [...statements, ...calls].map(({ to, typeOnly }) => ({ from, to: target(from, to), typeOnly }));
}

function target(from: string, to: string): string {
  const [room = '', ...rest] = to.split('/');
  const folder = folders[`${room}/*`];
  if (folder) return normalize(folder.replace('*', rest.join('/')));
  return to.startsWith('.') ? relative('.', normalize(join(dirname(from), to))) : to;
}
