import { expect, test } from 'vitest';
import { readFiles } from './repository.ts';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifests = readFiles('package.json').map(({ path, text }) => ({
  path,
  manifest: JSON.parse(text) as Manifest,
}));

function dependenciesOf({
  dependencies,
  devDependencies,
  optionalDependencies,
}: Manifest): [string, string][] {
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
}

test.each(manifests)('$path pins every version exactly', ({ manifest }) => {
  const loose = dependenciesOf(manifest).filter(
    ([, version]) => !/^(\d+\.\d+\.\d+[\w.-]*|workspace:\*)$/.test(version),
  );
  expect(loose).toEqual([]);
});

test('a dependency has one version in the whole house', () => {
  const versions = new Map<string, Set<string>>();
  for (const { manifest } of manifests) {
    for (const [name, version] of dependenciesOf(manifest)) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
  }
  expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
});

test('no package can be published by mistake', () => {
  expect(manifests.filter(({ manifest }) => manifest.private !== true).map(({ path }) => path)).toEqual([]);
});

test('a container starts a program with the flags of the local city', () => {
  const [city, container] = [
    readFiles('local-city/src/processes/node-program.ts'),
    readFiles('Dockerfile'),
  ].map(([file]) => file?.text ?? '');
  const listed = /NODE_FLAGS = \[([^\]]+)\];/.exec(city ?? '')?.[1] ?? '';
  const flags = [...listed.matchAll(/'(.+?)'/g)].map(([, flag]) => `"${flag}"`);
  expect(flags).toContain('"--enable-source-maps"');
  expect(container).toContain(`CMD ["node", ${flags.join(', ')}, "dist/main.js"]`);
});
