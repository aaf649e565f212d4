import type { BranchData } from '../category';

export const lodging: BranchData = {
  id: 'lodging',
  label: { fr: 'Hébergement', en: 'Lodging' },
  icon: 'place',
  leaves: [
    {
      id: 'hotel',
      label: { fr: 'Hôtel', en: 'Hotel' },
      plural: { fr: 'Hôtels', en: 'Hotels' },
      synonyms: {
        fr: "hôtel-restaurant, chambre d'hôtel, dormir, nuit d'hôtel, motel, hôtellerie, où dormir",
        en: 'motel, room, where to stay',
      },
      icon: 'place',
      schemaType: 'Hotel',
      naf: ['55.10Z'],
      osm: 'tourism=hotel tourism=motel',
    },
    {
      id: 'guest-house',
      label: { fr: 'Chambre d’hôtes', en: 'Bed and breakfast' },
      plural: { fr: 'Chambres d’hôtes', en: 'Bed and breakfasts' },
      synonyms: {
        fr: "chambres d'hôte, maison d'hôtes, table d'hôtes, chambre chez l'habitant, bed and breakfast",
        en: 'B&B, guest house',
      },
      icon: 'place',
      schemaType: 'BedAndBreakfast',
      nafByName: ['55.20Z'],
      osm: 'tourism=guest_house',
    },
    {
      id: 'holiday-rental',
      label: { fr: 'Gîte et location de vacances', en: 'Holiday rental' },
      plural: { fr: 'Gîtes et locations de vacances', en: 'Holiday rentals' },
      synonyms: {
        fr: 'gîte, location saisonnière, meublé de tourisme, appart-hôtel, résidence de tourisme, location de vacances, village vacances',
        en: 'holiday cottage, vacation rental, serviced apartment',
      },
      icon: 'place',
      schemaType: 'VacationRental',
      naf: ['55.20Z'],
      osm: 'tourism=apartment tourism=chalet leisure=resort',
    },
    {
      id: 'hostel',
      label: { fr: 'Auberge de jeunesse et gîte d’étape', en: 'Hostel' },
      plural: { fr: 'Auberges de jeunesse', en: 'Hostels' },
      synonyms: {
        fr: "auberge de jeunesse, gîte d'étape, refuge de montagne, dortoir",
        en: 'youth hostel, mountain hut, dormitory',
      },
      icon: 'place',
      schemaType: 'Hostel',
      nafByName: ['55.20Z'],
      osm: 'tourism=hostel tourism=alpine_hut tourism=wilderness_hut',
    },
    {
      id: 'campsite',
      label: { fr: 'Camping', en: 'Campsite' },
      plural: { fr: 'Campings', en: 'Campsites' },
      synonyms: {
        fr: 'terrain de camping, aire de camping-car, mobil-home, bungalow, tente, aire de camping-cars',
        en: 'camping, motorhome site, caravan park',
      },
      icon: 'place',
      schemaType: 'Campground',
      naf: ['55.30Z'],
      osm: 'tourism=camp_site tourism=caravan_site',
    },
    {
      id: 'student-housing',
      label: { fr: 'Résidence étudiante et foyer', en: 'Student housing' },
      plural: { fr: 'Résidences étudiantes et foyers', en: 'Student housing' },
      synonyms: {
        fr: 'résidence étudiante, résidence universitaire, logement étudiant, crous, cité universitaire, internat',
        en: 'student residence, halls of residence',
      },
      icon: 'place',
      schemaType: 'LodgingBusiness',
      naf: ['55.90Z'],
      osm: 'building=dormitory amenity=student_accommodation',
    },
  ],
};
