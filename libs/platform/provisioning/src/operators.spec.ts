import { nameOfAddress } from './operators';

describe('what an account is called whose email alone is known', () => {
  it.each([
    ['elodie.martin@mairie.example', 'Elodie Martin'],
    ['jean-luc_petit+console@mairie.example', 'Jean-luc Petit'],
    ['accueil@mairie.example', 'Accueil'],
    ['42@mairie.example', '42'],
  ])('is made of %s', (email, name) => {
    expect(nameOfAddress(email)).toBe(name);
  });
});
