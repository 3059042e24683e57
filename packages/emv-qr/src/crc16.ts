const POLYNOMIAL = 0x1021;
const START = 0xffff;

/**
 * CRC-16/CCITT-FALSE (also called CRC-16/IBM-3740): polynomial 0x1021, start 0xFFFF, nothing reflected, nothing
 * added at the end. EMVCo MPM 1.1, 4.7.3 and ISO/IEC 13239.
 * @returns four upper-case hexadecimal digits
 */
export function crc16(bytes: Uint8Array): string {
  let crc = START;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x8000 ? POLYNOMIAL : 0);
    crc &= 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
