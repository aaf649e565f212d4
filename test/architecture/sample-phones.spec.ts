import { globSync, readFileSync } from 'node:fs';

/** Numbers that ARCEP assigns to nobody, for works of fiction: five of an area each, and mobile ones. */
const OF_NOBODY = /^0(?:19900|26191|35301|46571|53649|63998)\d{4}$/;
/** `06 39 98 12 34` and `+33639981234`, neither within a longer number nor a part of a UUID. */
const PHONE = /(?<![\w-])(?:\+33 ?|0)[1-9](?:[ .\u00A0]?\d{2}){4}(?![\w-])/g;

const national = (phone: string): string => phone.replaceAll(/[ .\u00A0]/g, '').replace(/^\+33/, '0');

/** What people read: texts, mails and letters with their fixtures, rules of forms, and the territories of the demonstration. */
const READ = [
  'apps/portal/locales/*.json',
  'apps/console/src/**/*.ts',
  'libs/contracts/src/**/*.ts',
  'libs/domain/*/src/{mails,letters}/**/*.ts',
  'tenants/*/**/*.json',
  'examples/*/tenant/**/*.json',
];

describe('a telephone that nobody has', () => {
  it('is every one that the product gives as an example: who tries it disturbs nobody', () => {
    const files = READ.flatMap((pattern) => globSync(pattern)).filter((path) => !path.endsWith('spec.ts'));
    expect(files.length).toBeGreaterThan(100);
    const others = files.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(PHONE)]
        .filter(([phone]) => !OF_NOBODY.test(national(phone)))
        .map(([phone]) => `${path}: ${phone}`),
    );
    expect(others).toEqual([]);
  });
});
