import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Asks for passwords one after another: without showing them on a terminal, else one a line from standard input (which a
 * list of processes does not show, as it would arguments).
 */
export async function askPasswords(prompts: string[]): Promise<string[]> {
  const silent = new Writable({ write: (_chunk, _encoding, written) => written() });
  const terminal = process.stdin.isTTY;
  const lines = createInterface({ input: process.stdin, output: silent, terminal });
  const answers: string[] = [];
  try {
    const reader = lines[Symbol.asyncIterator]();
    for (const prompt of prompts) {
      if (terminal) process.stderr.write(`${prompt}: `);
      const { value, done } = await reader.next();
      if (terminal) process.stderr.write('\n');
      if (done) throw new Error(`No password was given for: ${prompt}.`);
      answers.push(value);
    }
    return answers;
  } finally {
    lines.close();
  }
}
