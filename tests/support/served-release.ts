import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceKey } from '#publication/build-site.ts';
import { makeRelease } from '#publication/make-release.ts';
import { currentRelease, type Releases, releasesOf, swapRelease } from '#publication/release.ts';
import { setSecurityHeaders } from '#server/headers.ts';
import { answerLog, answerRelease } from '#server/published-files.ts';

/** A whole release, with all that is not pages, served by the code and with the headers of the real server. */
export interface ServedRelease {
  url: string;
  /** Folder of the release. */
  release: string;
  published: string;
  close(): Promise<void>;
}

export async function serveRelease(publish: (folder: string) => Promise<unknown>): Promise<ServedRelease> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-release-'));
  const served = await serve(await makeServedRelease(dataDir, publish));
  return {
    ...served,
    close: async () => {
      await served.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Made {
  site: string;
  published: string;
  releases: Releases;
}

/** A release of what `publish` writes, with all its parts, in a folder of its own. */
export async function makeServedRelease(dataDir: string, publish: (folder: string) => Promise<unknown>): Promise<Made> {
  const published = join(dataDir, 'published');
  const releases = releasesOf(dataDir);
  await publish(published);
  await swapRelease(
    releases,
    await makeRelease(releases, published, { size: 1n, code: await sourceKey(), texts: 'x' }),
  );
  return { site: (await currentRelease(releases)) ?? '', published, releases };
}

/** Serves what was made, and leaves it where it is when closed. */
export async function serve({ site, published, releases }: Made): Promise<ServedRelease> {
  const server = createServer((request, response) => {
    setSecurityHeaders(response, false);
    answerLog(published, request, response)
      .then((answered) => (answered ? undefined : answerRelease(releases, request, response)))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    release: site,
    published,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
