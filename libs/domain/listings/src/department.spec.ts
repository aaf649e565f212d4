import { departmentOf } from './department';

describe('the department of a commune', () => {
  it('has three figures overseas, and is that of the mainland where nobody knows the commune', () => {
    expect(['26362', '2A004', '97411', '98818'].map(departmentOf)).toEqual(['26', '2A', '974', '988']);
    expect([departmentOf(null), departmentOf(undefined)]).toEqual(['75', '75']);
  });
});
