/** Who takes turns beside others. */
export interface SideBySide {
  /** How many take turns at the same time. */
  readonly count: number;
  readonly hasMore: () => boolean;
  readonly takeTurn: () => Promise<void>;
}

/**
 * Takes turns until there are no more. When one fails the others end theirs and take no further one: what they sent
 * after the connections are closed would count as unanswered. @throws what the first of them met, when all have ended
 */
export async function sideBySide({ count, hasMore, takeTurn }: SideBySide): Promise<void> {
  const failures: unknown[] = [];
  const takeTurns = async (): Promise<void> => {
    while (failures.length === 0 && hasMore()) await takeTurn();
  };
  const noting = (error: unknown): void => void failures.push(error);
  await Promise.all(Array.from({ length: count }, () => takeTurns().catch(noting)));
  if (failures.length > 0) throw failures[0];
}
