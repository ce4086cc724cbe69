//! Parquet: one optional text column for each field, compressed, in row groups of bounded size.
//!
//! All values are text, as everywhere here; whoever reads the file casts where it wants numbers.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::event::Event;
use crate::symbol::FieldName;

/// Rows of a row group.
const GROUP_ROWS: usize = 64 << 10;

/// Values of some events by column.
#[derive(Default)]
pub struct Batch {
    rows: usize,
    columns: Vec<Column>,
}

/// Values of one column: which rows have one, and the values one after the other.
#[derive(Default)]
struct Column {
    levels: Vec<i16>,
    values: Vec<ByteArray>,
}

impl Batch {
    /// Adds an event.
    pub fn push(&mut self, event: &Event<'_>, names: &ColumnNames) {
        if self.columns.is_empty() {
            self.columns.resize_with(names.len(), Column::default);
        }
        let Some(fields) = event.fields() else { return };
        for (name, value) in fields {
            if let Some(column) = names.place(name).and_then(|place| self.columns.get_mut(place)) {
                // Rows since the last value of this column have none.
                column.levels.resize(self.rows, 0);
                column.levels.push(1);
                column.values.push(ByteArray::from(value));
            }
        }
        self.rows += 1;
    }
}

/// The columns and their places.
pub use super::columns::Columns as ColumnNames;

/// Writes a file.
pub struct ParquetWriter<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: usize,
    group: Batch,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// Begins a file with these columns.
    ///
    /// # Errors
    /// When nothing can be written, or there is no column: a file of Parquet has at least one.
    pub fn new(out: W, names: &[FieldName]) -> Result<Self> {
        if names.is_empty() {
            return Err(ParquetError::General("no events, so that there are no columns".to_owned()));
        }
        let column = |name: &FieldName| {
            Type::primitive_type_builder(name, PhysicalType::BYTE_ARRAY)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(Some(LogicalType::String))
                .build()
                .map(Arc::new)
        };
        let fields: Result<Vec<_>> = names.iter().map(column).collect();
        let schema = Type::group_type_builder("events").with_fields(fields?).build()?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?)).build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
        Ok(Self { writer, columns: names.len(), group: Batch::default() })
    }

    /// Adds events.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add(&mut self, batch: Batch) -> Result<()> {
        if batch.rows == 0 {
            return Ok(());
        }
        self.group.columns.resize_with(self.columns, Column::default);
        for (own, other) in self.group.columns.iter_mut().zip(batch.columns) {
            own.levels.resize(self.group.rows, 0);
            own.levels.extend(other.levels);
            own.values.extend(other.values);
        }
        self.group.rows += batch.rows;
        if self.group.rows >= GROUP_ROWS { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let group = std::mem::take(&mut self.group);
        if group.rows == 0 {
            return Ok(());
        }
        let mut writer = self.writer.next_row_group()?;
        let mut columns = group.columns.into_iter();
        while let Some(mut column) = writer.next_column()? {
            let Column { mut levels, values } = columns.next().unwrap_or_default();
            levels.resize(group.rows, 0);
            column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
            column.close()?;
        }
        writer.close()?;
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When its end cannot be written.
    pub fn finish(mut self) -> Result<()> {
        self.flush()?;
        self.writer.close().map(drop)
    }
}
