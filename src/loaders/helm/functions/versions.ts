import type { FunctionTable } from '../template/value.ts';
import { GoStruct, TemplateError } from '../template/value.ts';
import { readConstraint } from '../versions/constraint.ts';
import type { Version } from '../versions/version.ts';
import { compareVersions, readVersion, versionText } from '../versions/version.ts';
import { define, textOf } from './support.ts';

/** Functions of semantic versions. */
export const versionFunctions: FunctionTable = {
  semverCompare: define(['string', 'string'], ([constraint, version]) => {
    const accepts = readConstraint(textOf(constraint));
    if (typeof accepts === 'string') throw new TemplateError(accepts);
    return accepts(versionOf(textOf(version)));
  }),
  semver: define(['string'], ([text]) => versionStruct(versionOf(textOf(text)))),
};

function versionOf(text: string): Version {
  const version = readVersion(text);
  if (typeof version === 'string') throw new TemplateError(version);
  return version;
}

class VersionStruct extends GoStruct {
  readonly version: Version | undefined;

  constructor(version: Version) {
    super({
      typeName: '*semver.Version',
      methods: {
        Major: { parameters: [], call: () => version.major },
        Minor: { parameters: [], call: () => version.minor },
        Patch: { parameters: [], call: () => version.patch },
        Prerelease: { parameters: [], call: () => version.prerelease },
        Metadata: { parameters: [], call: () => version.metadata },
        Original: { parameters: [], call: () => version.original },
        String: { parameters: [], call: () => versionText(version) },
        Compare: comparison(version, (order) => BigInt(order)),
        Equal: comparison(version, (order) => order === 0),
        LessThan: comparison(version, (order) => order < 0),
        LessThanEqual: comparison(version, (order) => order <= 0),
        GreaterThan: comparison(version, (order) => order > 0),
        GreaterThanEqual: comparison(version, (order) => order >= 0),
        IncPatch: { parameters: [], call: () => versionStruct(nextPatch(version)) },
        IncMinor: {
          parameters: [],
          call: () => versionStruct(released({ ...version, minor: version.minor + 1n, patch: 0n })),
        },
        IncMajor: {
          parameters: [],
          call: () =>
            versionStruct(released({ ...version, major: version.major + 1n, minor: 0n, patch: 0n })),
        },
      },
      print: () => versionText(version),
    });
    this.version = version;
  }
}

function versionStruct(version: Version): GoStruct {
  return new VersionStruct(version);
}

function comparison(
  version: Version,
  result: (order: number) => boolean | bigint,
): NonNullable<ConstructorParameters<typeof GoStruct>[0]['methods']>[string] {
  return {
    parameters: ['any'],
    call: ([other]) => {
      const right = other instanceof VersionStruct ? other.version : undefined;
      if (!right) throw new TemplateError('wrong type for value; expected *semver.Version');
      return result(compareVersions(version, right));
    },
  };
}

function nextPatch(version: Version): Version {
  const isPrerelease = version.prerelease !== '';
  return released({ ...version, patch: isPrerelease ? version.patch : version.patch + 1n });
}

function released(version: Version): Version {
  const next = { ...version, prerelease: '', metadata: '' };
  const prefix = version.original.startsWith('v') ? 'v' : '';
  return { ...next, original: `${prefix}${versionText(next)}` };
}
