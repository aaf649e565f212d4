import { PostedForm, readFormValues } from '@halles/platform/forms';
import { basketForm } from './basket.form';

describe('a basket', () => {
  const wrongIn = (mode: string): string[] => {
    const values = { name: 'Odile', email: 'odile@example.org', mode, street: '', postalCode: '', city: '' };
    const reading = basketForm('26').read(new PostedForm(readFormValues(values), null));
    return reading.ok ? [] : Object.keys(reading.errors).sort();
  };

  it('has no slot to be asked for where it is sent, also while its address is missing', () => {
    expect(wrongIn('post')).toEqual(['city', 'postalCode', 'products', 'street']);
    expect(wrongIn('delivery')).toEqual(['city', 'postalCode', 'products', 'slot', 'street']);
  });
});
