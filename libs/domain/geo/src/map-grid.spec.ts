import { CELL_DEPTH, cellOf, MAP_ZOOMS } from './map-grid';
import { toPlane } from './mercator';

const bordeaux = toPlane({ longitude: -0.5792, latitude: 44.8378 });

describe('the grid of the map', () => {
  it('is that of web maps: the tile of Bordeaux at zoom 7 is 63/46', () => {
    expect(cellOf(bordeaux, 7 - CELL_DEPTH)).toEqual({ x: 63, y: 46 });
  });

  it('has each cell whole in one cell of the next coarser zoom', () => {
    for (const [at, zoom] of MAP_ZOOMS.entries()) {
      const coarser = MAP_ZOOMS[at - 1];
      if (coarser === undefined) continue;
      const { x, y } = cellOf(bordeaux, zoom);
      expect(cellOf(bordeaux, coarser)).toEqual({ x: x >> 2, y: y >> 2 });
    }
  });
});
