//! Which members have been seen.

/// A set of positions; of the first 64, it takes no memory of its own.
#[derive(Default)]
pub(super) struct Seen {
    first: u64,
    others: Vec<usize>,
}

impl Seen {
    pub(super) fn insert(&mut self, position: usize) {
        match bit(position) {
            Some(bit) => self.first |= bit,
            None => self.others.push(position),
        }
    }

    pub(super) fn contains(&self, position: usize) -> bool {
        match bit(position) {
            Some(bit) => self.first & bit != 0,
            None => self.others.contains(&position),
        }
    }
}

fn bit(position: usize) -> Option<u64> {
    u32::try_from(position)
        .ok()
        .and_then(|shift| 1_u64.checked_shl(shift))
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn more_than_64_members_can_be_fixed() {
        let mut seen = Seen::default();
        for position in [0, 63, 64, 200] {
            assert!(!seen.contains(position), "{position}");
            seen.insert(position);
            assert!(seen.contains(position), "{position}");
        }
        assert!(!seen.contains(1) && !seen.contains(65));
    }
}
