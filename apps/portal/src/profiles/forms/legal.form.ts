import { allOf, type FormValues, formValuesOf, textOf, type FieldWriter } from '@halles/platform/forms';
import type { ListingProfile, ProfileLegal } from '@halles/contracts';
import { readWeb } from './contact-points';
import type { EditorForm, Known, ReadForm } from './editor-form';
import { Reading } from './reading';

const VAT = /^FR[0-9A-Z]{2}\d{9}$/;

function fill({ legal, disclosure }: ListingProfile): FormValues {
  return formValuesOf({
    legalName: legal?.legalName ?? null,
    register: legal?.register ?? null,
    vat: legal?.vat ?? null,
    mediatorName: legal?.mediator?.name ?? null,
    mediatorAddress: legal?.mediator?.address ?? null,
    mediatorWebsite: legal?.mediator?.website ?? null,
    terms: legal?.terms ?? null,
    compliance: legal?.compliance === true ? ['yes'] : [],
    disclosePage: disclosure?.page === true ? ['yes'] : [],
    discloseAddress: disclosure?.address === true ? ['yes'] : [],
  });
}

/**
 * A French VAT number: its two digits are a key of the SIREN behind them (code général des impôts, annexe II, art. 121).
 * Where they are letters there is nothing to count.
 */
function isVat(text: string): boolean {
  if (!VAT.test(text)) return false;
  const key = text.slice(2, 4);
  const siren = Number(text.slice(4));
  return !/^\d{2}$/.test(key) || Number(key) === (12 + 3 * (siren % 97)) % 97;
}

function readVat(raw: FormValues, reading: Reading): string | null {
  const vat = textOf(raw, 'vat')
    .toUpperCase()
    .replace(/[\s.-]/g, '');
  if (vat === '' || isVat(vat)) return vat || null;
  reading.errors['vat'] = { key: 'vat' };
  return null;
}

function readMediator(raw: FormValues, reading: Reading): ProfileLegal['mediator'] {
  const name = reading.line(raw, 'mediatorName', 120);
  const address = reading.line(raw, 'mediatorAddress', 200);
  const website = reading.point('mediatorWebsite', readWeb(textOf(raw, 'mediatorWebsite')));
  if (name !== null) return { name, address, website };
  if (address !== null || website !== null) reading.errors['mediatorName'] ??= { key: 'mediator' };
  return null;
}

function read(raw: FormValues, { managed }: Known): ReadForm {
  const reading = new Reading();
  const legal: ProfileLegal = {
    legalName: reading.line(raw, 'legalName', 160),
    register: reading.line(raw, 'register', 120),
    vat: readVat(raw, reading),
    mediator: readMediator(raw, reading),
    terms: reading.point('terms', readWeb(textOf(raw, 'terms'))),
    compliance: allOf(raw, 'compliance').includes('yes'),
  };
  const isEmpty = Object.values(legal).every((answer) => answer === null || answer === false);
  const page = allOf(raw, 'disclosePage').includes('yes');
  const hasDisclosure = managed.visibility === 'masked' || raw['disclosureAsked'] !== undefined;
  return {
    changes: {
      legal: isEmpty ? null : legal,
      ...(hasDisclosure
        ? { disclosure: { page, address: page && allOf(raw, 'discloseAddress').includes('yes') } }
        : {}),
    },
    errors: reading.errors,
  };
}

function parts(write: FieldWriter, { listing }: Known) {
  const isDisclosed = write.isFilled('disclosePage') || write.isFilled('disclosureAsked');
  return [
    ...(listing === null || isDisclosed
      ? [
          write.part('disclosure', [
            write.hidden('disclosureAsked', 'yes'),
            write.field('disclosePage', { control: 'box' }),
            write.field('discloseAddress', { control: 'box' }),
          ]),
        ]
      : []),
    write.part('identity', [
      write.field('legalName', { maxlength: 160, shown: listing?.legalName ?? null }),
      write.field('register', { maxlength: 120 }),
      write.field('vat', { maxlength: 20 }),
      write.field('compliance', { control: 'box' }),
    ]),
    write.part('mediator', [
      write.field('mediatorName', { maxlength: 120 }),
      write.field('mediatorAddress'),
      write.field('mediatorWebsite', { inputmode: 'url', maxlength: 500 }),
    ]),
    write.part('terms', [write.field('terms', { inputmode: 'url', maxlength: 500 })]),
  ];
}

/** Who answers for the business by law, and where its customers turn to. */
export const legalForm: EditorForm = {
  page: 'legal',
  section: { icon: 'seal', order: 48 },
  fields: ['legal', 'disclosure'],
  fill,
  read,
  parts,
};
