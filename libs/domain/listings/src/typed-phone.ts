import { isSupportedCountry, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/min';

/** Overseas departments and collectivities have a country code of their own for the same national number. */
const OVERSEAS: Readonly<Record<string, string>> = {
  '971': 'GP',
  '972': 'MQ',
  '973': 'GF',
  '974': 'RE',
  '975': 'PM',
  '976': 'YT',
};

/**
 * A telephone number as people type it at a place; undefined where it is none. Pure.
 * @param department INSEE code of the department of the place
 */
export function typedPhone(text: string, department: string): PhoneNumber | undefined {
  const overseas = OVERSEAS[department];
  const country = overseas !== undefined && isSupportedCountry(overseas) ? overseas : 'FR';
  return (
    parsePhoneNumberFromString(text.replace('(0)', ''), country) ?? parsePhoneNumberFromString(text, 'FR')
  );
}
