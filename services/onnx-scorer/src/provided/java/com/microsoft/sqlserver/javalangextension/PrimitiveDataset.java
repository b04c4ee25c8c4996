package com.microsoft.sqlserver.javalangextension;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;

/** Columns as arrays; those of numbers have a map of what is NULL, or none if nothing is. */
public class PrimitiveDataset extends AbstractSqlServerExtensionDataset {
  private static final class Column {
    String name;
    int type;
    int precision;
    int scale;
    Object values;
    boolean[] nulls;
  }

  private final Map<Integer, Column> columns = new HashMap<>();

  public void addColumnMetadata(int columnId, String columnName, int columnType, int precision, int scale) {
    Column column = new Column();
    column.name = columnName;
    column.type = columnType;
    column.precision = precision;
    column.scale = scale;
    if (columns.putIfAbsent(columnId, column) != null) throw new IllegalArgumentException("column " + columnId + " is there already");
  }

  public int getColumnCount() {
    return columns.size();
  }

  public String getColumnName(int columnId) {
    return column(columnId).name;
  }

  public int getColumnType(int columnId) {
    return column(columnId).type;
  }

  public int getColumnPrecision(int columnId) {
    return column(columnId).precision;
  }

  public int getColumnScale(int columnId) {
    return column(columnId).scale;
  }

  public boolean[] getColumnNullMap(int columnId) {
    return column(columnId).nulls;
  }

  public void addBooleanColumn(int columnId, boolean[] rows, boolean[] nullMap) {
    add(columnId, rows, nullMap);
  }

  public void addShortColumn(int columnId, short[] rows, boolean[] nullMap) {
    add(columnId, rows, nullMap);
  }

  public void addIntColumn(int columnId, int[] rows, boolean[] nullMap) {
    add(columnId, rows, nullMap);
  }

  public void addLongColumn(int columnId, long[] rows, boolean[] nullMap) {
    add(columnId, rows, nullMap);
  }

  public void addFloatColumn(int columnId, float[] rows, boolean[] nullMap) {
    add(columnId, rows, nullMap);
  }

  public void addDoubleColumn(int columnId, double[] rows, boolean[] nullMap) {
    add(columnId, rows, nullMap);
  }

  public void addNumericColumn(int columnId, BigDecimal[] rows) {
    add(columnId, rows, null);
  }

  public void addStringColumn(int columnId, String[] rows) {
    add(columnId, rows, null);
  }

  public void addBinaryColumn(int columnId, byte[][] rows) {
    add(columnId, rows, null);
  }

  public void addDateColumn(int columnId, Date[] rows) {
    add(columnId, rows, null);
  }

  public void addTimestampColumn(int columnId, Timestamp[] rows) {
    add(columnId, rows, null);
  }

  public boolean[] getBooleanColumn(int columnId) {
    return (boolean[]) column(columnId).values;
  }

  public short[] getShortColumn(int columnId) {
    return (short[]) column(columnId).values;
  }

  public int[] getIntColumn(int columnId) {
    return (int[]) column(columnId).values;
  }

  public long[] getLongColumn(int columnId) {
    return (long[]) column(columnId).values;
  }

  public float[] getFloatColumn(int columnId) {
    return (float[]) column(columnId).values;
  }

  public double[] getDoubleColumn(int columnId) {
    return (double[]) column(columnId).values;
  }

  public BigDecimal[] getNumericColumn(int columnId) {
    return (BigDecimal[]) column(columnId).values;
  }

  public String[] getStringColumn(int columnId) {
    return (String[]) column(columnId).values;
  }

  public byte[][] getBinaryColumn(int columnId) {
    return (byte[][]) column(columnId).values;
  }

  public Date[] getDateColumn(int columnId) {
    return (Date[]) column(columnId).values;
  }

  public Timestamp[] getTimestampColumn(int columnId) {
    return (Timestamp[]) column(columnId).values;
  }

  private void add(int columnId, Object values, boolean[] nulls) {
    Column column = column(columnId);
    column.values = values;
    column.nulls = nulls;
  }

  private Column column(int columnId) {
    Column column = columns.get(columnId);
    if (column == null) throw new IllegalArgumentException("there is no column " + columnId);
    return column;
  }
}
