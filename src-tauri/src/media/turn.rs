//! Turns: how many pixels are decoded at once.
//!
//! Many pictures are drawn side by side, and each may have a hundred million pixels. Whoever decodes
//! waits until what is being decoded fits. Who has a turn waits for nobody else, so all go on.

use std::sync::{Condvar, Mutex, PoisonError};

/// Pixels that may be decoded at once: a few photographs, or one of the largest there are.
const AT_ONCE: u64 = 128_000_000;

static TAKEN: Mutex<u64> = Mutex::new(0);
static GIVEN_BACK: Condvar = Condvar::new();

/// Room for some pixels, given back when it is dropped.
#[derive(Debug)]
pub struct Turn(u64);

/// Waits until there is room for that many pixels.
pub fn take(pixels: u64) -> Turn {
    let pixels = pixels.min(AT_ONCE);
    let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut taken = GIVEN_BACK
        .wait_while(taken, |taken| *taken + pixels > AT_ONCE)
        .unwrap_or_else(PoisonError::into_inner);
    *taken += pixels;
    Turn(pixels)
}

impl Drop for Turn {
    fn drop(&mut self) {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= self.0;
        GIVEN_BACK.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn no_more_pixels_are_decoded_at_once_than_there_is_room_for() {
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let turn = take(60_000_000);
                    let held = now.fetch_add(1, Ordering::SeqCst) + 1;
                    most.fetch_max(held, Ordering::SeqCst);
                    std::thread::sleep(std::time::Duration::from_millis(5));
                    now.fetch_sub(1, Ordering::SeqCst);
                    drop(turn);
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= 2, "two of 60 megapixels have room, and no third");
        drop(take(u64::MAX)); // more than there ever is room for goes alone
    }
}
