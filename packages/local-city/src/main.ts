export { resetCity } from './reset-city.ts';
export { startCity } from './start-city.ts';
