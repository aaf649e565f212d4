import type { BranchData } from '../category';

export const markets: BranchData = {
  id: 'markets',
  label: { fr: 'Marchés et grands magasins', en: 'Markets and department stores' },
  icon: 'market',
  leaves: [
    {
      id: 'market',
      label: { fr: 'Marché', en: 'Market' },
      plural: { fr: 'Marchés', en: 'Markets' },
      synonyms: {
        fr: 'marché couvert, halles, les halles, marché hebdomadaire, jour de marché, marché de producteurs, marché de plein air',
        en: "covered market, street market, market day, farmers' market",
      },
      icon: 'market',
      schemaType: 'LocalBusiness',
      osm: 'amenity=marketplace',
    },
    {
      id: 'market-stall',
      label: { fr: 'Commerçant de marché', en: 'Market trader' },
      plural: { fr: 'Commerçants de marché', en: 'Market traders' },
      synonyms: {
        fr: 'étal, marchand ambulant, commerce ambulant, forain, commerçant ambulant, camelot',
        en: 'stallholder, market stall, street vendor',
      },
      icon: 'market',
      schemaType: 'Store',
      naf: ['47.81Z', '47.82Z', '47.89Z'],
      osm: 'shop=kiosk+street_vendor=yes',
    },
    {
      id: 'shopping-centre',
      label: { fr: 'Centre commercial', en: 'Shopping centre' },
      plural: { fr: 'Centres commerciaux', en: 'Shopping centres' },
      synonyms: {
        fr: "galerie marchande, galerie commerciale, zone commerciale, mall, magasins d'usine, outlet",
        en: 'mall, shopping arcade, factory outlet',
      },
      icon: 'shop',
      schemaType: 'ShoppingCenter',
      osm: 'shop=mall',
    },
    {
      id: 'department-store',
      label: { fr: 'Grand magasin', en: 'Department store' },
      plural: { fr: 'Grands magasins', en: 'Department stores' },
      synonyms: {
        fr: 'magasin populaire, magasin à rayons, grand magasin de centre-ville',
        en: 'big store',
      },
      icon: 'shop',
      schemaType: 'DepartmentStore',
      naf: ['47.19A'],
      osm: 'shop=department_store',
    },
    {
      id: 'variety-store',
      label: { fr: 'Bazar et déstockage', en: 'Variety and discount store' },
      plural: { fr: 'Bazars et magasins de déstockage', en: 'Variety and discount stores' },
      synonyms: {
        fr: 'bazar, solderie, déstockage, discount, tout à petit prix, magasin discount',
        en: 'discount store, pound shop, variety shop',
      },
      icon: 'shop',
      schemaType: 'Store',
      naf: ['47.19B'],
      osm: 'shop=variety_store shop=catalogue',
    },
    {
      id: 'vending-machine',
      label: { fr: 'Distributeur automatique', en: 'Vending machine' },
      plural: { fr: 'Distributeurs automatiques', en: 'Vending machines' },
      synonyms: {
        fr: 'distributeur de boissons, distributeur de pain, distributeur de fleurs, automate, vente automatique',
        en: 'drinks machine, bread machine',
      },
      icon: 'shop',
      schemaType: 'LocalBusiness',
      osm: 'amenity=vending_machine',
    },
  ],
};
