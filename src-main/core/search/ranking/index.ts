export {
  type Candidate,
  CORRECTED,
  PLACE_WEIGHTS,
  type Place,
  rarityOf,
  type SoughtWord,
  scorer,
} from './rank.ts';
