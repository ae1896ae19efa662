import type { Random } from './random.ts';

/** A made-up person; `latin` is what a font with Western letters alone can print. */
export type Person = { name: string; latin: string };

const given =
  'Aline Amadou Anneke Aoife Arturo Astrid Baptiste Birgitta Brennan Calista Cassius Chiara Cordelia Dagny Damaris Desmond Edda Eirik Elodie Emeka Esra Fabiola Farid Ffion Fionn Gaspard Giada Gulnara Hadewych Hamza Henrike Ileana Imani Ines Ishaan Ivo Jadwiga Jelena Joaquín Jocasta Kalinda Keziah Kirill Lamia Leocadia Lior Ludmila Maëlle Malik Marisol Mateus Meera Mirela Nadezhda Nils Noor Odalys Olamide Oriol Paloma Perpetua Petronella Quentin Radmila Ramiro Renske Rohini Rosalind Saoirse Sefa Signe Soledad Søren Tadeo Tamsin Tendai Thandiwe Ulrike Vasil Vigdís Wanjiru Xiomara Yaretzi Yusra Zephyrine Zoltán'.split(
    ' ',
  );

const family =
  'Abernant Adeyinka Alderwick Ambrosetti Arrizabal Ashgrove Balintoft Barrowclough Beaumerle Bielawka Birkelund Bramwith Calderisi Castelbranco Chevrillon Corvalle Dahlquorn Delacourte Dobrinsky Dunmorrow Eastergaard Ekwensu Elverhøi Estramonte Fairlamb Farkasdi Fennimore Ferracinti Fjeldstrup Galbrath Gärtlinger Gravenmoor Guimarãens Halloway-Reyes Haverström Hesselgrave Holmquarry Ilvesmäki Iwunze Jaskólski Jernvall Karadeniz Kettleborough Kinsarvik Kovačin Lagerfeldt Lindqvarn Lisboão Lovatelli Macready-Oduya Marchetault Mbekwe Merrivale Montesclaros Nakadai Nørreholm Nwachuku Oakenshaw Okonjwu Ollivander Ostermoor Pallavicio Penhaligo Petrosyants Quarrington Quillfeather Ravnsborg Rasmussyn Reszkowa Rosenthaler Sallinger Santelmo Schwarzbrunn Sigurdal Starkweather Sundbygaard Szentmárton Tamarisk Thistlewood Tordesilla Ueberroth Valdivieso Vandermeulen Velasquini Verlaque Vinterberg Wachowiek Warrinder Westerlaken Wyndham-Sow Xanthopol Yardleigh Yılmazer Zabaleta Zelenkova Zuberbühl'.split(
    ' ',
  );

/** People whose names stand in their own script in listings. */
const otherScripts: readonly Person[] = [
  { name: '林雨晴川', latin: 'Yuqingchuan Lin' },
  { name: '沈墨言舟', latin: 'Moyanzhou Shen' },
  { name: '顾星河岸', latin: "Xinghe'an Gu" },
  { name: '灯野みなと', latin: 'Minato Tomoshino' },
  { name: '霧島そよか', latin: 'Soyoka Kirishima' },
  { name: '한누리솔', latin: 'Nurisol Han' },
  { name: '윤다온빛', latin: 'Daonbit Yun' },
  { name: 'Łucja Żdżarska', latin: 'Lucja Zdzarska' },
  { name: 'Řehoř Třískal', latin: 'Rehor Triskal' },
  { name: 'Ngô Thị Ánh Vương', latin: 'Ngo Thi Anh Vuong' },
  { name: 'Λυδία Καραμήτσου', latin: 'Lydia Karamitsou' },
  { name: 'Мирослава Зоренко', latin: 'Myroslava Zorenko' },
];

/** A text in letters that Windows code page 1252 has, accents kept where it has them. */
export function latinOf(text: string): string {
  return [...text].map(latinLetter).join('');
}

const letters: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', Ł: 'L' };

function latinLetter(letter: string): string {
  if (letter.charCodeAt(0) < 256) return letter;
  return letters[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, '');
}

/** One made-up person; about one in twenty-five writes in another script. */
export function makePerson(random: Random): Person {
  if (random.chance(0.04)) return random.pick(otherScripts);
  const middle = random.chance(0.12) ? ` ${random.pick([...'ABCDEFGHJKLMNPRSTVW'])}.` : '';
  const name = `${random.pick(given)}${middle} ${random.pick(family)}`;
  return { name, latin: latinOf(name) };
}

/** Several people, no name twice. */
export function makePeople(count: number, random: Random): Person[] {
  const people = new Map<string, Person>();
  while (people.size < count) {
    const person = makePerson(random);
    people.set(person.name, person);
  }
  return [...people.values()];
}

/** The login that goes with a person's name: lower-case letters and at times a number. */
export function loginOf(person: Person, random: Random): string {
  const plain = latinOf(person.latin)
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '');
  const parts = plain.toLowerCase().split(' ').filter(Boolean);
  const base = random.pick([parts.join(''), parts.join('-'), `${parts[0]![0]}${parts.at(-1)}`]);
  return random.chance(0.3) ? `${base}${random.int(2, 99)}` : base;
}

/** A made-up laboratory or university. */
export type Lab = { slug: string; name: string };

/** All laboratories. */
export const labs: readonly Lab[] = [
  'Aldermoor Robotics Lab',
  'Ashgrove Language Group',
  'Brackenfield University',
  'Casterly Institute for Vision',
  'Corvalle Polytechnic',
  'Driftwater Research',
  'Eastmere Institute of Technology',
  'Fernhollow University',
  'Greywick Centre for Machine Learning',
  'Halden Bridge Computing',
  'Harrowgate Speech Lab',
  'Institut Valmorin',
  'Kestrelmont Research',
  'Lakemoor Institute',
  'Larkspur Systems Lab',
  'Marrowby Medical AI',
  'Northquay Laboratory',
  'Open Lantern Collective',
  'Ostermoor University',
  'Pinecrest Data Lab',
  'Quillmark Research',
  'Riversend Academy of Sciences',
  'Saltmarsh Climate Computing',
  'Silverbrook University',
  'Tanagerfield Graphics Group',
  'Thornbury Hall',
  'Universität Hohenlinde',
  'Université de Clairval',
  'Universidad de Montesol',
  'Verdant Hollow Labs',
  'Wexcombe University',
  'Zephyr Point Institute',
].map((name) => ({
  name,
  slug: name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ (of|for|de) /g, ' ')
    .replace(/ /g, '-'),
}));
