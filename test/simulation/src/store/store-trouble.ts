/** What a store may do to its writers: refuse, break, or keep them in the dark. Any other error is somebody's bug. */
export class StoreTrouble extends Error {
  override readonly name = 'StoreTrouble';
}
