import { expect, type Locator } from '@playwright/test';

/** Where something stands, in CSS pixels, once it does: while a page is painted anew its marks are nowhere. */
export async function standingBox(locator: Locator) {
  let box = await locator.boundingBox();
  await expect(async () => {
    box = await locator.boundingBox();
    expect(box).not.toBeNull();
  }).toPass();
  return box!;
}
