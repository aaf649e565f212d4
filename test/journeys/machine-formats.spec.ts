import { machineFormats } from './machine-formats';

describe('what programs write', () => {
  it.each([
    ['+33465713757', 'Téléphone +33465713757'],
    ['Mo-Tu,Th-Sa 06:30', 'Horaires Mo-Tu,Th-Sa 06:30-20:00'],
    ['2026-11-01', 'liste du territoire · 2026-11-01'],
    ['44.837789', 'lieu 44.837789 -0.57918'],
    ['shopHours', 'hors du mandat (shopHours)'],
    ['wrong-hours', 'signalé : wrong-hours'],
  ])('is found: %s', (format, text) => expect(machineFormats(text)).toContain(format));

  it('is not in what people read', () => {
    const text =
      '04 65 71 37 57, du lundi au samedi 6 h 30 – 20 h, le 1 nov. 2026, SIRET 73282932000074, peut-être';
    expect(machineFormats(text)).toEqual([]);
  });
});
