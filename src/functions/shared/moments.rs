//! Means and co-moments of pairs of numbers, updated one by one and merged (Welford, Chan).

use serde::{Deserialize, Serialize};

/// What stdDev() and linReg() need to know of their numbers.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Moments {
    /// How many pairs.
    pub count: f64,
    /// Mean of the first numbers.
    pub mean_x: f64,
    /// Mean of the second numbers.
    pub mean_y: f64,
    /// Sum of the squared deviations of the first numbers.
    pub xx: f64,
    /// Sum of the squared deviations of the second numbers.
    pub yy: f64,
    /// Sum of the products of the deviations.
    pub xy: f64,
}

impl Moments {
    /// Adds a pair.
    pub fn add(&mut self, x: f64, y: f64) {
        self.count += 1.0;
        let (dx, dy) = (x - self.mean_x, y - self.mean_y);
        self.mean_x += dx / self.count;
        self.mean_y += dy / self.count;
        self.xx += dx * (x - self.mean_x);
        self.yy += dy * (y - self.mean_y);
        self.xy += dx * (y - self.mean_y);
    }

    /// Adds the pairs of another part.
    pub fn merge(&mut self, later: &Self) {
        if self.count == 0.0 {
            *self = *later;
        } else if later.count == 1.0 {
            self.add(later.mean_x, later.mean_y);
        } else if later.count > 0.0 {
            let count = self.count + later.count;
            let (dx, dy) = (later.mean_x - self.mean_x, later.mean_y - self.mean_y);
            let weight = self.count * later.count / count;
            self.xx += later.xx + dx * dx * weight;
            self.yy += later.yy + dy * dy * weight;
            self.xy += later.xy + dx * dy * weight;
            self.mean_x += dx * later.count / count;
            self.mean_y += dy * later.count / count;
            self.count = count;
        }
    }
}
